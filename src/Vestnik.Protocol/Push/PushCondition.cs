using System.Globalization;
using Vestnik.Protocol.Json;

namespace Vestnik.Protocol.Push;

/// <summary>One condition of a push rule.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#conditions-1</remarks>
public abstract record PushCondition
{
    private static readonly PropertyPath Body = PropertyPath.Parse("content.body");

    public abstract bool Holds(PushSubject subject, in PushContext context);

    /// <summary>A condition that this server does not know matches nothing; the rule that has it is kept for clients that do.</summary>
    internal static PushCondition Read(ReadOnlySpan<byte> canonical) =>
        CanonicalValue.String(CanonicalMembers.Find(canonical, "kind"u8)) switch
        {
            "event_match" => ReadMatch(canonical),
            "event_property_is" => ReadProperty(canonical, (path, value) => new PropertyIs(path, value)),
            "event_property_contains" => ReadProperty(canonical, (path, value) => new PropertyContains(path, value)),
            "contains_display_name" => new ContainsDisplayName(),
            "room_member_count" => ReadCount(CanonicalValue.String(CanonicalMembers.Find(canonical, "is"u8))),
            "sender_notification_permission" when CanonicalValue.String(CanonicalMembers.Find(canonical, "key"u8)) is { } key => new SenderMayNotify(key),
            _ => new Unrecognized(),
        };

    internal static PushCondition Words(string pattern) => new BodyMatches(new Glob(pattern));

    internal static PushCondition TextIs(string path, string text) => new EventMatches(PropertyPath.Parse(path), new Glob(text));

    private static PushCondition ReadMatch(ReadOnlySpan<byte> canonical)
    {
        var key = CanonicalValue.String(CanonicalMembers.Find(canonical, "key"u8));
        var pattern = CanonicalValue.String(CanonicalMembers.Find(canonical, "pattern"u8));
        if (key is null || pattern is null)
        {
            return new Unrecognized();
        }

        return key == Body.Text ? new BodyMatches(new Glob(pattern)) : new EventMatches(PropertyPath.Parse(key), new Glob(pattern));
    }

    private static PushCondition ReadProperty(ReadOnlySpan<byte> canonical, Func<PropertyPath, byte[], PushCondition> make)
    {
        var value = CanonicalMembers.Find(canonical, "value"u8);
        return CanonicalValue.String(CanonicalMembers.Find(canonical, "key"u8)) is { } key && IsSimple(value)
            ? make(PropertyPath.Parse(key), value.ToArray())
            : new Unrecognized();
    }

    private static PushCondition ReadCount(string? text)
    {
        var (comparison, number) = text switch
        {
            ['=', '=', .. var rest] => (Comparison.Equal, rest),
            ['>', '=', .. var rest] => (Comparison.AtLeast, rest),
            ['<', '=', .. var rest] => (Comparison.AtMost, rest),
            ['>', .. var rest] => (Comparison.Above, rest),
            ['<', .. var rest] => (Comparison.Below, rest),
            _ => (Comparison.Equal, text),
        };
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new MemberCount(comparison, count)
            : new Unrecognized();
    }

    private static bool IsSimple(ReadOnlySpan<byte> value) =>
        !value.IsEmpty && !CanonicalValue.IsObject(value) && !CanonicalValue.IsArray(value);

    private enum Comparison
    {
        Equal,
        Above,
        Below,
        AtLeast,
        AtMost,
    }

    private sealed record EventMatches(PropertyPath Path, Glob Pattern) : PushCondition
    {
        public override bool Holds(PushSubject subject, in PushContext context) =>
            subject.Text(Path) is { } text && Pattern.Matches(text);
    }

    private sealed record BodyMatches(Glob Pattern) : PushCondition
    {
        public override bool Holds(PushSubject subject, in PushContext context) =>
            subject.Text(Body) is { } text && Pattern.MatchesWords(text);
    }

    private sealed record PropertyIs(PropertyPath Path, byte[] Value) : PushCondition
    {
        public override bool Holds(PushSubject subject, in PushContext context) =>
            subject.Find(Path).SequenceEqual(Value);
    }

    private sealed record PropertyContains(PropertyPath Path, byte[] Value) : PushCondition
    {
        public override bool Holds(PushSubject subject, in PushContext context)
        {
            var array = subject.Find(Path);
            if (!CanonicalValue.IsArray(array))
            {
                return false;
            }

            foreach (var element in CanonicalValue.Elements(array))
            {
                if (array[element].SequenceEqual(Value))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private sealed record ContainsDisplayName : PushCondition
    {
        public override bool Holds(PushSubject subject, in PushContext context) =>
            context.DisplayName is { Length: > 0 } name && subject.Text(Body) is { } text && Glob.ContainsWords(text, name);
    }

    private sealed record MemberCount(Comparison Order, int Count) : PushCondition
    {
        public override bool Holds(PushSubject subject, in PushContext context) => Order switch
        {
            Comparison.Equal => context.MemberCount == Count,
            Comparison.Above => context.MemberCount > Count,
            Comparison.Below => context.MemberCount < Count,
            Comparison.AtLeast => context.MemberCount >= Count,
            _ => context.MemberCount <= Count,
        };
    }

    private sealed record SenderMayNotify(string Key) : PushCondition
    {
        public override bool Holds(PushSubject subject, in PushContext context) =>
            context.Power.UserLevel(subject.Event.Sender) >= context.Power.Notification(Key);
    }

    private sealed record Unrecognized : PushCondition
    {
        public override bool Holds(PushSubject subject, in PushContext context) => false;
    }
}
