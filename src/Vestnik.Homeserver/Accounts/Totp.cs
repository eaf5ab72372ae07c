using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Codes of six digits that change every thirty seconds (RFC 6238, with SHA-1, as every generator knows them).</summary>
public static class Totp
{
    public const int SecretBytes = 20;

    private const int SecondsOfStep = 30;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The step of time that a code belongs to; a clock may be one step off. Null when it belongs to none.</summary>
    /// <param name="secret">The generator's secret.</param>
    /// <param name="code">Six digits.</param>
    /// <param name="now">Milliseconds since 1970.</param>
    public static long? StepOf(byte[] secret, string code, long now)
    {
        ArgumentNullException.ThrowIfNull(code);
        var current = now / 1000 / SecondsOfStep;
        long? found = null;
        for (var step = current - 1; step <= current + 1; step++)
        {
            // All three are compared, whichever is right.
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(CodeOf(secret, step))))
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>What a generator reads from a picture.</summary>
    public static string Address(string issuer, string user, string secret) =>
        $"otpauth://totp/{Uri.EscapeDataString($"{issuer}:{user}")}?secret={secret}&issuer={Uri.EscapeDataString(issuer)}";

    /// <summary>The secret as a person can type it.</summary>
    public static string ToText(byte[] secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var bits = string.Concat(secret.Select(part => part.ToString("b8", CultureInfo.InvariantCulture)));
        return string.Concat(bits.Chunk(5).Select(five => Letters[Convert.ToInt32(new string(five), 2)]));
    }

    /// <summary>Null unless it is a whole secret.</summary>
    public static byte[]? FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length != SecretBytes * 8 / 5 || text.Any(letter => !Letters.Contains(letter, StringComparison.Ordinal)))
        {
            return null;
        }

        var bits = string.Concat(text.Select(letter => Letters.IndexOf(letter, StringComparison.Ordinal).ToString("b5", CultureInfo.InvariantCulture)));
        return [.. bits.Chunk(8).Select(eight => Convert.ToByte(new string(eight), 2))];
    }

    private static string CodeOf(byte[] secret, long step)
    {
        Span<byte> moment = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(moment, step);
#pragma warning disable CA5350 // The code generators in people's pockets know no other.
        var mac = HMACSHA1.HashData(secret, moment);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(mac.AsSpan(mac[^1] & 0xF)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
