using Vestnik.Protocol.Json;

namespace Vestnik.Protocol.Events;

/// <summary>What the rules read from <c>m.room.join_rules</c>.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#mroomjoin_rules</remarks>
public sealed record JoinRulesContent
{
    /// <summary>Null when absent or not a string.</summary>
    public required string? Rule { get; init; }

    internal static JoinRulesContent Read(ReadOnlySpan<byte> content) =>
        new() { Rule = CanonicalValue.String(CanonicalMembers.Find(content, "join_rule"u8)) };
}
