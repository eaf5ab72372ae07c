using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Protocol.Authorization;

/// <summary>The state that an event is judged against, in the words of the rules.</summary>
internal readonly struct RoomView(Pdu create, RoomVersion version, IRoomState state)
{
    public Pdu Create { get; } = create;

    public AuthorizationRules Rules { get; } = version.Authorization;

    public PowerLevels Power { get; } = PowerLevels.Of(state.Find(EventType.PowerLevels, ""), create, version);

    public string? JoinRule => state.Find(EventType.JoinRules, "")?.JoinRules.Rule;

    public Pdu? PowerLevelEvent => state.Find(EventType.PowerLevels, "");

    public Membership MembershipOf(UserId user) => MembershipOf(user.ToString());

    public Membership MembershipOf(string user) => state.Find(EventType.Member, user)?.Member.Membership ?? Membership.Leave;

    public Pdu? ThirdPartyInvite(string token) => state.Find(EventType.ThirdPartyInvite, token);

    public bool IsCreator(string user) => RoomCreators.Include(Create, user, Rules);
}
