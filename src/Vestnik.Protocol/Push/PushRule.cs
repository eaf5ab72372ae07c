using System.Collections.Immutable;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Json;

namespace Vestnik.Protocol.Push;

/// <summary>When to notify, and how.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#push-rules</remarks>
public sealed record PushRule
{
    public const int MaximumConditions = 64;

    public const int MaximumBytes = 16_384;

    public required PushRuleKind Kind { get; init; }

    /// <summary>Unique within the kind; a room id or user id for room and sender rules. Server-default rules start with a dot.</summary>
    public required string Id { get; init; }

    public required bool IsEnabled { get; init; }

    public required PushActions Actions { get; init; }

    /// <summary>For content rules, the words to look for; else null.</summary>
    public string? Pattern { get; init; }

    /// <summary>For override and underride rules, the conditions as given, a canonical array; else null.</summary>
    public ReadOnlyMemory<byte>? ConditionsJson { get; init; }

    public required ImmutableArray<PushCondition> Conditions { get; init; }

    /// <summary>The rule is one of the server's own: it can be switched off and changed, but not removed.</summary>
    public bool IsDefault => Id.StartsWith('.');

    public bool Matches(PushSubject subject, in PushContext context)
    {
        if (!IsEnabled)
        {
            return false;
        }

        foreach (var condition in Conditions)
        {
            if (!condition.Holds(subject, context))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads the body of a request that puts a rule: <c>actions</c>, and <c>conditions</c> or <c>pattern</c> by the kind.</summary>
    /// <returns>The rule, enabled; or <c>M_NOT_JSON</c>, <c>M_BAD_JSON</c>, <c>M_INVALID_PARAM</c>, <c>M_TOO_LARGE</c>.</returns>
    public static Outcome<PushRule> Parse(PushRuleKind kind, string id, ReadOnlySpan<byte> json)
    {
        if (id.Length == 0 || id.StartsWith('.') || id.AsSpan().ContainsAny('/', '\\') || id.Length > 255)
        {
            return MatrixError.InvalidParam("A rule id has 1 to 255 characters, does not start with a dot and holds no slash.");
        }

        if (json.Length > MaximumBytes)
        {
            return MatrixError.TooLarge($"A push rule may have at most {MaximumBytes} bytes.");
        }

        return CanonicalJson.Canonicalize(json)
            .Then(canonical => Read(kind, id, enabled: true, canonical))
            .Then(rule => rule.Actions.OnlyKnown().Select(_ => rule));
    }

    /// <summary>Reads a rule as it stands in a rule set, <c>rule_id</c> included.</summary>
    internal static Outcome<PushRule> Read(PushRuleKind kind, ReadOnlySpan<byte> canonical) =>
        CanonicalValue.String(CanonicalMembers.Find(canonical, "rule_id"u8)) is { } id
            ? Read(kind, id, CanonicalValue.Boolean(CanonicalMembers.Find(canonical, "enabled"u8)) ?? true, canonical)
            : MatrixError.BadJson("A push rule needs a rule_id.");

    internal void Append(ByteSink output)
    {
        output.Append("{\"actions\":"u8);
        output.Append(Actions.Json.Span);
        if (ConditionsJson is { } conditions)
        {
            output.Append(",\"conditions\":"u8);
            output.Append(conditions.Span);
        }

        output.Append(IsDefault ? ",\"default\":true"u8 : ",\"default\":false"u8);
        output.Append(IsEnabled ? ",\"enabled\":true"u8 : ",\"enabled\":false"u8);
        if (Pattern is not null)
        {
            output.Append(",\"pattern\":"u8);
            JsonText.TryAppend(Pattern, output);
        }

        output.Append(",\"rule_id\":"u8);
        JsonText.TryAppend(Id, output);
        output.Append((byte)'}');
    }

    /// <summary>The rule as clients see it.</summary>
    public byte[] ToJson()
    {
        using var output = new ByteSink(512);
        Append(output);
        return output.ToArray();
    }

    private static Outcome<PushRule> Read(PushRuleKind kind, string id, bool enabled, ReadOnlySpan<byte> canonical)
    {
        if (!PushActions.Read(CanonicalMembers.Find(canonical, "actions"u8)).Accepted(out var actions, out var refusal))
        {
            return refusal;
        }

        var rule = new PushRule { Kind = kind, Id = id, IsEnabled = enabled, Actions = actions, Conditions = [] };
        return kind switch
        {
            PushRuleKind.Content => rule.WithPattern(CanonicalValue.String(CanonicalMembers.Find(canonical, "pattern"u8))),

            // What is no id of a room or person matches nothing; clients may keep it.
            PushRuleKind.Room => rule with { Conditions = [PushCondition.TextIs("room_id", id)] },
            PushRuleKind.Sender => rule with { Conditions = [PushCondition.TextIs("sender", id)] },
            _ => rule.WithConditions(CanonicalMembers.Find(canonical, "conditions"u8)),
        };
    }

    private Outcome<PushRule> WithPattern(string? pattern) => pattern is { Length: > 0 and <= 512 }
        ? this with { Pattern = pattern, Conditions = [PushCondition.Words(pattern)] }
        : MatrixError.InvalidParam("A content rule needs a pattern of 1 to 512 characters.");

    private Outcome<PushRule> WithConditions(ReadOnlySpan<byte> canonical)
    {
        if (canonical.IsEmpty)
        {
            return this with { ConditionsJson = "[]"u8.ToArray() };
        }

        if (!CanonicalValue.IsArray(canonical) || CanonicalValue.Elements(canonical) is not { Count: <= MaximumConditions } elements)
        {
            return MatrixError.BadJson($"The conditions of a push rule are an array of at most {MaximumConditions}.");
        }

        var conditions = ImmutableArray.CreateBuilder<PushCondition>(elements.Count);
        foreach (var element in elements)
        {
            if (!CanonicalValue.IsObject(canonical[element]))
            {
                return MatrixError.BadJson("A condition of a push rule is an object.");
            }

            conditions.Add(PushCondition.Read(canonical[element]));
        }

        return this with { ConditionsJson = canonical.ToArray(), Conditions = conditions.ToImmutable() };
    }
}
