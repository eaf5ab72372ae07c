using System.Collections.Immutable;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Protocol.Authorization;

/// <summary>Which pieces of state authorize an event.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/server-server-api/#auth-events-selection</remarks>
internal static class AuthEventSelection
{
    public static ImmutableArray<(string Type, string StateKey)> Select(
        string type, string sender, string? stateKey, MemberContent? member, RoomVersion version)
    {
        if (type == EventType.Create)
        {
            return [];
        }

        var selected = ImmutableArray.CreateBuilder<(string Type, string StateKey)>(6);
        if (version.RoomIds != RoomIdFormat.CreateEventHash)
        {
            selected.Add((EventType.Create, ""));
        }

        selected.Add((EventType.PowerLevels, ""));
        selected.Add((EventType.Member, sender));
        if (member is not null && stateKey is not null)
        {
            AddForMembership(member, sender, stateKey, version, selected);
        }

        return selected.DrainToImmutable();
    }

    public static Verdict Check(Pdu candidate, RoomVersion version, IReadOnlyCollection<(Pdu Event, bool Rejected)> authEvents)
    {
        var lawful = EventAuthorization.AuthTypes(candidate, version);
        var seen = new HashSet<(string Type, string StateKey)>();
        var namesCreate = false;
        foreach (var (authEvent, rejected) in authEvents)
        {
            if (authEvent.StateKey is not { } stateKey || !lawful.Contains((authEvent.Type, stateKey)))
            {
                return Verdict.Reject("an auth event is not one that authorizes such an event");
            }

            if (!seen.Add((authEvent.Type, stateKey)))
            {
                return Verdict.Reject("two auth events are the same piece of state");
            }

            if (rejected)
            {
                return Verdict.Reject("an auth event was itself rejected");
            }

            if (authEvent.Room != candidate.Room)
            {
                return Verdict.Reject("an auth event is of another room");
            }

            namesCreate |= authEvent.Is(EventType.Create, "");
        }

        return namesCreate || version.RoomIds == RoomIdFormat.CreateEventHash
            ? Verdict.Allow
            : Verdict.Reject("the create event is not among the auth events");
    }

    private static void AddForMembership(
        MemberContent member, string sender, string target, RoomVersion version, ImmutableArray<(string Type, string StateKey)>.Builder selected)
    {
        if (target != sender)
        {
            selected.Add((EventType.Member, target));
        }

        if (member.Membership is Membership.Join or Membership.Invite or Membership.Knock)
        {
            selected.Add((EventType.JoinRules, ""));
        }

        if (member.Membership == Membership.Invite && member.ThirdPartyInvite?.Token is { } token)
        {
            selected.Add((EventType.ThirdPartyInvite, token));
        }

        if (member.Membership == Membership.Join
            && version.Authorization.RestrictedJoins
            && member.AuthorisedVia?.ToString() is { } voucher
            && !selected.Contains((EventType.Member, voucher)))
        {
            selected.Add((EventType.Member, voucher));
        }
    }
}
