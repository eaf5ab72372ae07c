using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Vestnik.Homeserver.Sync;

/// <summary>
/// Where a device stands: everything up to these positions it has been given. Made of numbers only, so every silo
/// understands the tokens of the others.
/// </summary>
/// <remarks>As text <c>s1_</c> and base64url of variable-length numbers. Spec: https://spec.matrix.org/v1.19/client-server-api/#syncing</remarks>
public sealed class SyncToken
{
    private const string Prefix = "s1_";
    private const int MostShards = 1024;

    private readonly long[] positions;

    public SyncToken(long[] positions) => this.positions = positions;

    /// <summary>The last position given of each shard.</summary>
    public IReadOnlyList<long> Positions => positions;

    /// <summary>
    /// The position of the user's shard up to which to-device messages were given: behind <see cref="Positions"/> when more
    /// of them waited than one answer carries.
    /// </summary>
    public required long ToDevice { get; init; }

    /// <summary>Which life of which silo counted <see cref="TypingSerial"/>; another life means "send all again".</summary>
    /// <remarks>The count is of everything fleeting: of typing, and of presence.</remarks>
    public required long TypingEpoch { get; init; }

    public required long TypingSerial { get; init; }

    /// <summary>The position of a shard; 0 for a shard that the token does not name.</summary>
    public long At(int shard) => shard < positions.Length ? positions[shard] : 0;

    /// <summary>The same with another place in the inbox.</summary>
    public SyncToken With(long toDevice) => toDevice == ToDevice
        ? this
        : new SyncToken(positions) { ToDevice = toDevice, TypingEpoch = TypingEpoch, TypingSerial = TypingSerial };

    /// <summary>The same with another position of one shard.</summary>
    public SyncToken With(int shard, long position)
    {
        long[] changed = [.. positions];
        changed[shard] = position;
        return new(changed) { ToDevice = ToDevice, TypingEpoch = TypingEpoch, TypingSerial = TypingSerial };
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out SyncToken? token)
    {
        token = null;
        Span<byte> bytes = stackalloc byte[2048];
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)
            || text.Length > 2048
            || !Base64Url.IsValid(text.AsSpan(Prefix.Length))
            || !Base64Url.TryDecodeFromChars(text.AsSpan(Prefix.Length), bytes, out var length))
        {
            return false;
        }

        var rest = (ReadOnlySpan<byte>)bytes[..length];
        if (!TryRead(ref rest, out var toDevice) || !TryRead(ref rest, out var epoch) || !TryRead(ref rest, out var serial)
            || !TryRead(ref rest, out var shards) || shards is < 1 or > MostShards)
        {
            return false;
        }

        var read = new long[shards];
        for (var shard = 0; shard < read.Length; shard++)
        {
            if (!TryRead(ref rest, out read[shard]))
            {
                return false;
            }
        }

        token = rest.IsEmpty ? new SyncToken(read) { ToDevice = toDevice, TypingEpoch = epoch, TypingSerial = serial } : null;
        return token is not null;
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[2048];
        var length = 0;
        Append(bytes, ref length, ToDevice);
        Append(bytes, ref length, TypingEpoch);
        Append(bytes, ref length, TypingSerial);
        Append(bytes, ref length, positions.Length);
        foreach (var position in positions)
        {
            Append(bytes, ref length, position);
        }

        return string.Concat(Prefix, Base64Url.EncodeToString(bytes[..length]));
    }

    private static void Append(Span<byte> bytes, ref int length, long number)
    {
        var rest = (ulong)number;
        while (rest >= 0x80)
        {
            bytes[length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        bytes[length++] = (byte)rest;
    }

    private static bool TryRead(ref ReadOnlySpan<byte> bytes, out long number)
    {
        var value = 0UL;
        for (var i = 0; i < bytes.Length && i < 9; i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                number = (long)value;
                return true;
            }
        }

        number = 0;
        return false;
    }
}
