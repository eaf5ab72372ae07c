using System.Runtime.CompilerServices;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Push;

namespace Vestnik.Homeserver.Push;

/// <summary>The verdicts of the specification's rules, one for each event that is in memory, and gone with it.</summary>
internal sealed class DefaultVerdicts
{
    // Who was there when the message came may have gone when it is counted: a conversation of two is looked at as one.
    private readonly ConditionalWeakTable<Pdu, DefaultVerdict> ofTwo = new();
    private readonly ConditionalWeakTable<Pdu, DefaultVerdict> ofMany = new();

    public DefaultVerdict Of(Pdu pdu, in PushContext context)
    {
        var verdicts = context.MemberCount == 2 ? ofTwo : ofMany;
        if (verdicts.TryGetValue(pdu, out var known))
        {
            return known;
        }

        var verdict = DefaultVerdict.Of(pdu, context);
        verdicts.AddOrUpdate(pdu, verdict);
        return verdict;
    }
}
