using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.AccountData;

/// <summary>The content of <c>m.tag</c>: one object for all tags of a room.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#room-tagging</remarks>
internal static class RoomTags
{
    public const string Type = "m.tag";

    private const int LongestTag = 255;
    private const int MaximumBytes = 64 * 1024;

    /// <summary>No tag at all.</summary>
    public static byte[] None { get; } = """{"tags":{}}"""u8.ToArray();

    public static MatrixError? Objection(string tag, ReadOnlyMemory<byte> content)
    {
        if (Encoding.UTF8.GetByteCount(tag) > LongestTag)
        {
            return MatrixError.InvalidParam("The name of a tag may have at most 255 bytes.");
        }

        using var parsed = JsonDocument.Parse(content);
        return parsed.RootElement.TryGetProperty("order", out var order)
            && (order.ValueKind != JsonValueKind.Number || order.GetDouble() is < 0 or > 1)
                ? MatrixError.BadJson("The order of a tag is a number from 0 to 1.")
                : null;
    }

    public static Outcome<byte[]> With(byte[]? tags, string tag, ReadOnlyMemory<byte> content)
    {
        var changed = Change(tags, all => all[tag] = JsonNode.Parse(content.Span));
        return changed.Length > MaximumBytes ? MatrixError.TooLarge("The tags of a room may have at most 64 KiB.") : changed;
    }

    public static Outcome<byte[]> Without(byte[]? tags, string tag) => Change(tags, all => all.Remove(tag));

    private static byte[] Change(byte[]? tags, Action<JsonObject> change)
    {
        var content = JsonNode.Parse(tags ?? None) as JsonObject ?? [];
        if (content["tags"] is not JsonObject all)
        {
            all = [];
            content["tags"] = all;
        }

        change(all);
        return Encoding.UTF8.GetBytes(content.ToJsonString());
    }
}
