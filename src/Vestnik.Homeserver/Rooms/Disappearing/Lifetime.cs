using System.Buffers.Text;
using System.Text.Json;
using Vestnik.Homeserver.Media;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;

namespace Vestnik.Homeserver.Rooms.Disappearing;

/// <summary>How long a message wants to be there, as its sender says in clear beside whatever is encrypted.</summary>
/// <remarks>Source: docs/adr/0019-disappearing-messages.md</remarks>
public static class Lifetime
{
    /// <summary>The member of the content: <c>{"lifetime": milliseconds, "media": ["mxc://…"]}</c>.</summary>
    public const string Member = "io.vestnik.disappears";

    /// <summary>Milliseconds.</summary>
    public const long Shortest = 5_000;

    /// <summary>Milliseconds: a year.</summary>
    public const long Longest = 366L * 24 * 60 * 60 * 1_000;

    private const int MostMedia = 16;

    private static readonly MatrixError Malformed = MatrixError.InvalidParam(
        $"{Member} has a lifetime between five seconds and 366 days in milliseconds, and may have a list of up to 16 mxc addresses in media.");

    /// <summary>Milliseconds; null for what stays. State stays always.</summary>
    public static Outcome<long?> Of(NewEvent wanted)
    {
        var content = wanted.Content.Span;
        if (wanted.StateKey is not null || content.IndexOf("\"io.vestnik.disappears\":"u8) < 0)
        {
            return (long?)null;
        }

        var wish = CanonicalMembers.Find(content, "io.vestnik.disappears"u8);
        if (wish.IsEmpty)
        {
            return (long?)null;
        }

        return wish[0] == (byte)'{' && Number(CanonicalMembers.Find(wish, "lifetime"u8)) is >= Shortest and <= Longest and var lifetime
            && IsMedia(CanonicalMembers.Find(wish, "media"u8))
            ? lifetime
            : Malformed;
    }

    /// <summary>The uploads on this server that go with the message.</summary>
    public static IReadOnlyList<MediaId> MediaOf(ReadOnlyMemory<byte> content, ServerName server)
    {
        var wish = CanonicalMembers.Find(content.Span, "io.vestnik.disappears"u8);
        var media = wish.IsEmpty || wish[0] != (byte)'{' ? default : CanonicalMembers.Find(wish, "media"u8);
        if (media.IsEmpty)
        {
            return [];
        }

        var prefix = $"mxc://{server}/";
        using var list = JsonDocument.Parse(media.ToArray());
        return list.RootElement.ValueKind != JsonValueKind.Array ? [] :
        [
            .. list.RootElement.EnumerateArray().Take(MostMedia)
                .Select(address => address.ValueKind == JsonValueKind.String ? address.GetString()! : "")
                .Where(address => address.StartsWith(prefix, StringComparison.Ordinal))
                .Select(address => MediaId.TryParse(address[prefix.Length..], out var id) ? id : (MediaId?)null)
                .OfType<MediaId>(),
        ];
    }

    private static long? Number(ReadOnlySpan<byte> value) =>
        Utf8Parser.TryParse(value, out long number, out var length) && length == value.Length ? number : null;

    private static bool IsMedia(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            return true;
        }

        using var list = JsonDocument.Parse(value.ToArray());
        return list.RootElement.ValueKind == JsonValueKind.Array
            && list.RootElement.GetArrayLength() <= MostMedia
            && list.RootElement.EnumerateArray().All(address =>
                address.ValueKind == JsonValueKind.String && address.GetString()!.StartsWith("mxc://", StringComparison.Ordinal));
    }
}
