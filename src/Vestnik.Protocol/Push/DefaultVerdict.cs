using System.Collections.Immutable;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;

namespace Vestnik.Protocol.Push;

/// <summary>
/// What an event does for everybody who has the specification's rules: worked out once for the room, however many are in it.
/// Only the people whom it names need a look of their own.
/// </summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#predefined-rules</remarks>
public sealed class DefaultVerdict
{
    private static readonly PropertyPath MentionedPeople = PropertyPath.Parse(@"content.m\.mentions.user_ids");

    private readonly Pdu pdu;
    private readonly PushActions forAll;
    private readonly ImmutableArray<string> named;

    private DefaultVerdict(Pdu pdu, PushActions forAll, ImmutableArray<string> named) => (this.pdu, this.forAll, this.named) = (pdu, forAll, named);

    /// <param name="pdu">The event.</param>
    /// <param name="context">The room around it; for whom it is asked does not matter.</param>
    public static DefaultVerdict Of(Pdu pdu, in PushContext context) =>
        new(pdu, DefaultPushRules.Impersonal.FirstMatch(new PushSubject(pdu), context), Named(pdu));

    /// <summary>The actions for one person; null when the event names them, and only their own rules can tell.</summary>
    public PushActions? For(UserId user)
    {
        if (pdu.Sender == user)
        {
            return PushActions.None;
        }

        return named.IsEmpty || !named.Contains(user.ToString(), StringComparer.Ordinal) ? forAll : null;
    }

    private static ImmutableArray<string> Named(Pdu pdu)
    {
        var json = pdu.Json.Span;
        var mentioned = MentionedPeople.Find(json);
        var elements = CanonicalValue.IsArray(mentioned) ? CanonicalValue.Elements(mentioned) : [];
        if (elements.Count == 0 && pdu.Type != EventType.Member)
        {
            return [];
        }

        var people = ImmutableArray.CreateBuilder<string>(elements.Count + 1);
        foreach (var element in elements)
        {
            if (CanonicalValue.String(mentioned[element]) is { } person)
            {
                people.Add(person);
            }
        }

        if (pdu.Type == EventType.Member)
        {
            people.Add(pdu.StateKey ?? "");
        }

        return people.ToImmutable();
    }
}
