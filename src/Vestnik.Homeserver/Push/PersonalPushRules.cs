using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Push;

namespace Vestnik.Homeserver.Push;

/// <summary>One person's push rules, ready to evaluate. Whoever has changed nothing shares the verdicts of all others who have not.</summary>
public sealed class PersonalPushRules
{
    private readonly UserId user;
    private readonly DefaultVerdicts? shared;
    private PushRuleSet? set;
    private byte[]? json;

    /// <summary>The rules of somebody who has changed nothing.</summary>
    internal PersonalPushRules(UserId user, DefaultVerdicts shared) => (this.user, this.shared) = (user, shared);

    internal PersonalPushRules(UserId user, PushRuleSet set, long position) => (this.user, this.set, Position) = (user, set, position);

    /// <summary>Of their last change, in the person's shard; 0 for the specification's.</summary>
    public long Position { get; }

    /// <summary>Every rule. For most people nobody ever asks, so the specification's are made when somebody does.</summary>
    public PushRuleSet Set => set ??= PushRuleSet.Default(user);

    /// <summary>The rules as clients see them.</summary>
    public ReadOnlyMemory<byte> Json => json ??= Set.ToJson();

    /// <summary>What an event does for the person.</summary>
    public PushActions Evaluate(Pdu pdu, in PushContext context) =>
        shared?.Of(pdu, context).For(user) ?? Set.Evaluate(new PushSubject(pdu), context);
}
