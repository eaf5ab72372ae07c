using System.Collections.Immutable;
using System.Text;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;

namespace Vestnik.Protocol.Push;

/// <summary>All push rules of one person, in the order in which they are tried. Immutable.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#push-rules</remarks>
public sealed class PushRuleSet
{
    /// <summary>Rules that a person may have, the server's own not counted.</summary>
    public const int MaximumRules = 1_000;

    private readonly ImmutableArray<PushRule> rules;

    internal PushRuleSet(ImmutableArray<PushRule> rules) => this.rules = rules;

    public IReadOnlyList<PushRule> Rules => rules;

    /// <summary>The specification's rules for a person who has changed nothing.</summary>
    public static PushRuleSet Default(UserId user) => DefaultPushRules.For(user);

    /// <summary>Reads a stored set, <c>{"override":[…],…}</c>; the server's own rules that it lacks are added.</summary>
    public static Outcome<PushRuleSet> Parse(ReadOnlySpan<byte> json, UserId user)
    {
        if (!CanonicalJson.Canonicalize(json).Accepted(out var canonical, out var refusal))
        {
            return refusal;
        }

        var read = ImmutableArray.CreateBuilder<PushRule>();
        foreach (var kind in Enum.GetValues<PushRuleKind>())
        {
            var list = CanonicalMembers.Find(canonical, Encoding.ASCII.GetBytes(kind.Word()));
            foreach (var element in CanonicalValue.IsArray(list) ? CanonicalValue.Elements(list) : [])
            {
                if (!PushRule.Read(kind, list[element]).Accepted(out var rule, out refusal))
                {
                    return refusal;
                }

                read.Add(rule);
            }
        }

        return new PushRuleSet(read.ToImmutable()).Completed(Default(user));
    }

    /// <summary>The set as clients see it: <c>{"content":[…],"override":[…],…}</c>.</summary>
    public byte[] ToJson()
    {
        using var output = new ByteSink(4_096);
        ReadOnlySpan<PushRuleKind> kinds = [PushRuleKind.Content, PushRuleKind.Override, PushRuleKind.Room, PushRuleKind.Sender, PushRuleKind.Underride];
        foreach (var kind in kinds)
        {
            output.Append(output.Length == 0 ? "{\""u8 : ",\""u8);
            output.Append(Encoding.ASCII.GetBytes(kind.Word()));
            output.Append("\":["u8);
            var first = true;
            foreach (var rule in rules)
            {
                if (rule.Kind == kind)
                {
                    output.Append(first ? ""u8 : ","u8);
                    rule.Append(output);
                    first = false;
                }
            }

            output.Append((byte)']');
        }

        output.Append((byte)'}');
        return output.ToArray();
    }

    /// <summary>What an event does for a person: the actions of the first rule that matches. One's own events do nothing.</summary>
    public PushActions Evaluate(PushSubject subject, in PushContext context) =>
        subject.Event.Sender == context.User ? PushActions.None : FirstMatch(subject, context);

    internal PushActions FirstMatch(PushSubject subject, in PushContext context)
    {
        foreach (var rule in rules)
        {
            if (rule.Matches(subject, context))
            {
                return rule.Actions;
            }
        }

        return PushActions.None;
    }

    public PushRule? Find(PushRuleKind kind, string id)
    {
        var index = IndexOf(kind, id);
        return index < 0 ? null : rules[index];
    }

    /// <summary>Adds a rule or replaces the one of the same id.</summary>
    /// <param name="rule">The new rule.</param>
    /// <param name="before">It becomes the next more important rule to this one.</param>
    /// <param name="after">It becomes the next less important rule to this one; <paramref name="before"/> wins.</param>
    /// <returns>The new set; 400 <c>M_UNKNOWN</c> when the other rule is not the person's own; <c>M_TOO_LARGE</c> when there are too many.</returns>
    public Outcome<PushRuleSet> Put(PushRule rule, string? before, string? after)
    {
        var known = IndexOf(rule.Kind, rule.Id);
        var neighbour = before ?? after;
        if (neighbour is not null && (neighbour.StartsWith('.') || neighbour == rule.Id || IndexOf(rule.Kind, neighbour) < 0))
        {
            return MatrixError.Unknown("The rule named by before or after is not one of this kind that you made.");
        }

        if (known < 0 && rules.Count(r => !r.IsDefault) >= MaximumRules)
        {
            return MatrixError.TooLarge($"There may be at most {MaximumRules} push rules.");
        }

        var placed = known >= 0 ? rule with { IsEnabled = rules[known].IsEnabled } : rule;
        if (known >= 0 && neighbour is null)
        {
            return new PushRuleSet(rules.SetItem(known, placed));
        }

        var others = known >= 0 ? new PushRuleSet(rules.RemoveAt(known)) : this;
        var at = neighbour is null
            ? others.FirstOwnIndex(rule.Kind)
            : others.IndexOf(rule.Kind, neighbour) + (before is null ? 1 : 0);
        return new PushRuleSet(others.rules.Insert(at, placed));
    }

    /// <returns>The new set; <c>M_NOT_FOUND</c>; <c>M_INVALID_PARAM</c> for a rule of the server.</returns>
    public Outcome<PushRuleSet> Remove(PushRuleKind kind, string id)
    {
        var index = IndexOf(kind, id);
        if (index < 0)
        {
            return NotFound;
        }

        return rules[index].IsDefault
            ? MatrixError.InvalidParam("The server's own push rules can be switched off, not removed.")
            : new PushRuleSet(rules.RemoveAt(index));
    }

    public Outcome<PushRuleSet> Enable(PushRuleKind kind, string id, bool enabled) =>
        IndexOf(kind, id) is >= 0 and var index
            ? new PushRuleSet(rules.SetItem(index, rules[index] with { IsEnabled = enabled }))
            : NotFound;

    /// <param name="kind">The kind of the rule.</param>
    /// <param name="id">Its id.</param>
    /// <param name="json">A JSON array of actions.</param>
    public Outcome<PushRuleSet> SetActions(PushRuleKind kind, string id, ReadOnlySpan<byte> json)
    {
        if (IndexOf(kind, id) is not (>= 0 and var index))
        {
            return NotFound;
        }

        return CanonicalJson.Canonicalize(json)
            .Then(canonical => PushActions.Read(canonical))
            .Then(actions => actions.OnlyKnown())
            .Select(read => new PushRuleSet(rules.SetItem(index, rules[index] with { Actions = read })));
    }

    private static MatrixError NotFound => MatrixError.NotFound("There is no such push rule.");

    private int IndexOf(PushRuleKind kind, string id)
    {
        for (var i = 0; i < rules.Length; i++)
        {
            if (rules[i].Kind == kind && rules[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Where a person's most important rule of a kind stands: only the master rule comes before it.</summary>
    private int FirstOwnIndex(PushRuleKind kind)
    {
        var index = 0;
        while (index < rules.Length && (rules[index].Kind < kind || rules[index].Id == DefaultPushRules.Master))
        {
            index++;
        }

        return index;
    }

    private PushRuleSet Completed(PushRuleSet defaults)
    {
        // Master, then the person's own, then the server's own in the order of the specification.
        var ordered = new List<PushRule>();
        foreach (var kind in Enum.GetValues<PushRuleKind>())
        {
            var own = rules.Where(rule => rule.Kind == kind && !rule.IsDefault);
            var theirs = defaults.rules.Where(rule => rule.Kind == kind).Select(rule => Find(kind, rule.Id) ?? rule).ToArray();
            ordered.AddRange(theirs.Where(rule => rule.Id == DefaultPushRules.Master));
            ordered.AddRange(own);
            ordered.AddRange(theirs.Where(rule => rule.Id != DefaultPushRules.Master));
        }

        return new PushRuleSet([.. ordered]);
    }
}
