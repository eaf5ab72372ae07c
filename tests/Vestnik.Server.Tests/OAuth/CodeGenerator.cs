using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Vestnik.Server.Tests.OAuth;

/// <summary>What lies in a person's pocket and makes codes, written from RFC 6238 and not from the server.</summary>
public static class CodeGenerator
{
    public static string At(TimeProvider clock, byte[] secret, int stepsLater = 0)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var moment = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(moment, (clock.GetUtcNow().ToUnixTimeSeconds() / 30) + stepsLater);
#pragma warning disable CA5350 // As every generator does it.
        var mac = HMACSHA1.HashData(secret, moment);
#pragma warning restore CA5350
        var at = mac[19] & 15;
        var number = ((mac[at] & 127) << 24) | (mac[at + 1] << 16) | (mac[at + 2] << 8) | mac[at + 3];
        return (number % 1000000).ToString("D6", CultureInfo.InvariantCulture);
    }

    public static byte[] FromBase32(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (buffer, bits, bytes) = (0L, 0, new List<byte>());
        foreach (var letter in text)
        {
            buffer = (buffer << 5) | (uint)"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(buffer >> bits));
                buffer &= (1L << bits) - 1;
            }
        }

        return [.. bytes];
    }
}
