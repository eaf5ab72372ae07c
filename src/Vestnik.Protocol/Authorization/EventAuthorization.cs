using System.Collections.Immutable;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Protocol.Authorization;

/// <summary>Whether an event may stand in a room, by the rules in the order of the specification.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v12/#authorisation-rules, and the same section of the other versions</remarks>
public static class EventAuthorization
{
    /// <summary>
    /// Judges an event against a state. Signatures are judged elsewhere: that the sender's server signed, and, for
    /// <c>join_authorised_via_users_server</c>, the server named there.
    /// </summary>
    public static Verdict Check(Pdu candidate, RoomVersion version, IRoomState authState)
    {
        if (candidate.Type == EventType.Create)
        {
            return CreateRules.Check(candidate, version);
        }

        if (authState.Find(EventType.Create, "") is not { } create)
        {
            return Verdict.Reject("the room has no create event");
        }

        if (version.RoomIds == RoomIdFormat.CreateEventHash && candidate.Room != create.Room)
        {
            return Verdict.Reject("the room id is not that of the create event");
        }

        if (!create.Create.Federates && candidate.Sender.Server != create.Sender.Server)
        {
            return Verdict.Reject("the room does not federate and the sender is of another server");
        }

        if (version.Authorization.ServersOwnTheirAliases && candidate.Type == EventType.Aliases)
        {
            return CheckAliases(candidate);
        }

        var room = new RoomView(create, version, authState);
        return candidate.Type == EventType.Member ? MembershipRules.Check(candidate, room) : CheckOthers(candidate, room);
    }

    /// <summary>Judges the events that an event names as its authorization (rule 2, from version 12 on rule 3).</summary>
    /// <param name="candidate">Any event but a create event.</param>
    /// <param name="version">The version of the room.</param>
    /// <param name="authEvents">Every event that it names, with whether this server rejected it.</param>
    public static Verdict CheckAuthEvents(Pdu candidate, RoomVersion version, IReadOnlyCollection<(Pdu Event, bool Rejected)> authEvents) =>
        AuthEventSelection.Check(candidate, version, authEvents);

    /// <summary>The pieces of state that authorize an event: what a new event must name, where the room has them.</summary>
    /// <param name="type">The event's type.</param>
    /// <param name="sender">Its sender.</param>
    /// <param name="stateKey">Its state key; null when it is not state.</param>
    /// <param name="content">Its canonical content.</param>
    /// <param name="version">The version of the room.</param>
    public static ImmutableArray<(string Type, string StateKey)> AuthTypes(
        string type, UserId sender, string? stateKey, ReadOnlyMemory<byte> content, RoomVersion version) =>
        AuthEventSelection.Select(
            type, sender.ToString(), stateKey, type == EventType.Member ? MemberContent.Read(content.Span) : null, version);

    /// <inheritdoc cref="AuthTypes(string, UserId, string?, ReadOnlyMemory{byte}, RoomVersion)"/>
    public static ImmutableArray<(string Type, string StateKey)> AuthTypes(Pdu pdu, RoomVersion version) =>
        AuthEventSelection.Select(pdu.Type, pdu.Sender.ToString(), pdu.StateKey, pdu.Type == EventType.Member ? pdu.Member : null, version);

    private static Verdict CheckAliases(Pdu candidate)
    {
        if (candidate.StateKey is null)
        {
            return Verdict.Reject("aliases need a state key");
        }

        return candidate.Sender.Server.ToString() == candidate.StateKey
            ? Verdict.Allow
            : Verdict.Reject("aliases belong to another server");
    }

    private static Verdict CheckOthers(Pdu candidate, RoomView room)
    {
        if (room.MembershipOf(candidate.Sender) != Membership.Join)
        {
            return Verdict.Reject("the sender is not in the room");
        }

        var power = room.Power.UserLevel(candidate.Sender);
        if (candidate.Type == EventType.ThirdPartyInvite)
        {
            return power >= room.Power.Invite ? Verdict.Allow : Verdict.Reject("the sender lacks the power to invite");
        }

        if (room.Power.EventLevel(candidate.Type, candidate.IsState) > power)
        {
            return Verdict.Reject("the sender lacks the power to send events of this type");
        }

        if (candidate.StateKey is ['@', ..] && candidate.StateKey != candidate.Sender.ToString())
        {
            return Verdict.Reject("the state key names another user");
        }

        if (candidate.Type == EventType.PowerLevels)
        {
            return PowerLevelRules.Check(candidate, room, power);
        }

        return room.Rules.RedactionNeedsPower && candidate.Type == EventType.Redaction
            ? CheckRedaction(candidate, room, power)
            : Verdict.Allow;
    }

    private static Verdict CheckRedaction(Pdu candidate, RoomView room, long power)
    {
        if (power >= room.Power.Redact)
        {
            return Verdict.Allow;
        }

        return candidate.Redacts?.Server is { } server && server == candidate.Id.Server
            ? Verdict.Allow
            : Verdict.Reject("the sender lacks the power to redact events of another server");
    }
}
