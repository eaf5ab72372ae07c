using System.Collections.Frozen;
using Vestnik.Protocol.Events;

namespace Vestnik.Protocol.RoomVersions;

/// <summary>What a redaction leaves of an event.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#redactions</remarks>
public sealed record RedactionRules
{
    /// <summary>The top-level keys that stay.</summary>
    public required KeyNames EventKeys { get; init; }

    /// <summary>By event type, the content keys that stay; types not named keep an empty content.</summary>
    public required FrozenDictionary<string, KeptContent> ContentKeys { get; init; }

    /// <summary>What stays of the content of an event of this type.</summary>
    public KeptContent ContentOf(string type) => ContentKeys.GetValueOrDefault(type, KeptContent.Nothing);

    /// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v1/#redactions</remarks>
    public static RedactionRules V1 { get; } = new()
    {
        EventKeys = KeyNames.Of(
            "event_id", "type", "room_id", "sender", "state_key", "content", "hashes", "signatures", "depth",
            "prev_events", "prev_state", "auth_events", "origin", "origin_server_ts", "membership"),
        ContentKeys = Contents(
            (EventType.Member, KeptContent.Keys("membership")),
            (EventType.Create, KeptContent.Keys("creator")),
            (EventType.JoinRules, KeptContent.Keys("join_rule")),
            (EventType.PowerLevels, KeptContent.Keys("ban", "events", "events_default", "kick", "redact", "state_default", "users", "users_default")),
            (EventType.Aliases, KeptContent.Keys("aliases")),
            (EventType.HistoryVisibility, KeptContent.Keys("history_visibility"))),
    };

    /// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v6/#redactions</remarks>
    public static RedactionRules V6 { get; } = V1 with
    {
        ContentKeys = V1.ContentKeys
            .Where(entry => entry.Key != EventType.Aliases)
            .ToFrozenDictionary(StringComparer.Ordinal),
    };

    /// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v8/#redactions</remarks>
    public static RedactionRules V8 { get; } = V6 with
    {
        ContentKeys = Amend(V6, (EventType.JoinRules, KeptContent.Keys("join_rule", "allow"))),
    };

    /// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v9/#redactions</remarks>
    public static RedactionRules V9 { get; } = V8 with
    {
        ContentKeys = Amend(V8, (EventType.Member, KeptContent.Keys("membership", "join_authorised_via_users_server"))),
    };

    /// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v11/#redactions</remarks>
    public static RedactionRules V11 { get; } = new()
    {
        EventKeys = KeyNames.Of(
            "event_id", "type", "room_id", "sender", "state_key", "content", "hashes", "signatures", "depth",
            "prev_events", "auth_events", "origin_server_ts"),
        ContentKeys = Amend(
            V9,
            (EventType.Member, KeptContent.Keys("membership", "join_authorised_via_users_server") with { SignedOfThirdPartyInvite = true }),
            (EventType.Create, KeptContent.All),
            (EventType.PowerLevels, KeptContent.Keys("ban", "events", "events_default", "invite", "kick", "redact", "state_default", "users", "users_default")),
            (EventType.Redaction, KeptContent.Keys("redacts"))),
    };

    private static FrozenDictionary<string, KeptContent> Contents(params ReadOnlySpan<(string Type, KeptContent Kept)> entries)
    {
        var contents = new Dictionary<string, KeptContent>(StringComparer.Ordinal);
        foreach (var (type, kept) in entries)
        {
            contents[type] = kept;
        }

        return contents.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, KeptContent> Amend(RedactionRules older, params ReadOnlySpan<(string Type, KeptContent Kept)> changes)
    {
        var contents = older.ContentKeys.ToDictionary(StringComparer.Ordinal);
        foreach (var (type, kept) in changes)
        {
            contents[type] = kept;
        }

        return contents.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
