using Vestnik.Protocol.Events;

namespace Vestnik.Protocol.Authorization;

/// <summary>The rules of <c>m.room.member</c>.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v12/#authorisation-rules (rule 5; rule 4 before version 12)</remarks>
internal static class MembershipRules
{
    public static Verdict Check(Pdu candidate, RoomView room)
    {
        if (candidate.StateKey is not { } target || !candidate.Member.NamesMembership)
        {
            return Verdict.Reject("a membership needs a state key and a membership");
        }

        return candidate.Member.Membership switch
        {
            Membership.Join => CheckJoin(candidate, target, room),
            Membership.Invite when candidate.Member.ThirdPartyInvite is { } proof => ThirdPartyInviteRules.Check(candidate, proof, target, room),
            Membership.Invite => CheckInvite(candidate, target, room),
            Membership.Leave => CheckLeave(candidate, target, room),
            Membership.Ban => CheckBan(candidate, target, room),
            Membership.Knock when room.Rules.Knocking => CheckKnock(candidate, target, room),
            _ => Verdict.Reject("the membership is unknown"),
        };
    }

    private static Verdict CheckJoin(Pdu candidate, string target, RoomView room)
    {
        if (candidate.PrevEvents is [var only] && only == room.Create.Id && IsFounder(target, room))
        {
            return Verdict.Allow;
        }

        if (!IsSender(candidate, target))
        {
            return Verdict.Reject("nobody can join for another");
        }

        var current = room.MembershipOf(target);
        if (current == Membership.Ban)
        {
            return Verdict.Reject("the sender is banned");
        }

        var mayEnter = current is Membership.Join or Membership.Invite;
        return room.JoinRule switch
        {
            JoinRule.Public => Verdict.Allow,
            JoinRule.Invite => mayEnter ? Verdict.Allow : Verdict.Reject("the sender is not invited"),
            JoinRule.Knock when room.Rules.Knocking => mayEnter ? Verdict.Allow : Verdict.Reject("the sender is not invited"),
            JoinRule.Restricted when room.Rules.RestrictedJoins => mayEnter ? Verdict.Allow : CheckVoucher(candidate, room),
            JoinRule.KnockRestricted when room.Rules.KnockRestrictedJoins => mayEnter ? Verdict.Allow : CheckVoucher(candidate, room),
            _ => Verdict.Reject("the join rule lets nobody in"),
        };
    }

    private static Verdict CheckVoucher(Pdu candidate, RoomView room)
    {
        if (candidate.Member.AuthorisedVia is not { } voucher || room.MembershipOf(voucher) != Membership.Join)
        {
            return Verdict.Reject("no member of the room vouches for the restricted join");
        }

        return room.Power.UserLevel(voucher) >= room.Power.Invite
            ? Verdict.Allow
            : Verdict.Reject("the member who vouches lacks the power to invite");
    }

    private static Verdict CheckInvite(Pdu candidate, string target, RoomView room)
    {
        if (room.MembershipOf(candidate.Sender) != Membership.Join)
        {
            return Verdict.Reject("the sender is not in the room");
        }

        if (room.MembershipOf(target) is Membership.Join or Membership.Ban)
        {
            return Verdict.Reject("the target is already joined or banned");
        }

        return room.Power.UserLevel(candidate.Sender) >= room.Power.Invite
            ? Verdict.Allow
            : Verdict.Reject("the sender lacks the power to invite");
    }

    private static Verdict CheckLeave(Pdu candidate, string target, RoomView room)
    {
        var current = room.MembershipOf(target);
        if (IsSender(candidate, target))
        {
            return current is Membership.Invite or Membership.Join || (current == Membership.Knock && room.Rules.Knocking)
                ? Verdict.Allow
                : Verdict.Reject("the sender is not in the room");
        }

        if (room.MembershipOf(candidate.Sender) != Membership.Join)
        {
            return Verdict.Reject("the sender is not in the room");
        }

        var power = room.Power.UserLevel(candidate.Sender);
        if (current == Membership.Ban && power < room.Power.Ban)
        {
            return Verdict.Reject("the sender lacks the power to unban");
        }

        return power >= room.Power.Kick && room.Power.UserLevel(target) < power
            ? Verdict.Allow
            : Verdict.Reject("the sender lacks the power to remove the target");
    }

    private static Verdict CheckBan(Pdu candidate, string target, RoomView room)
    {
        if (room.MembershipOf(candidate.Sender) != Membership.Join)
        {
            return Verdict.Reject("the sender is not in the room");
        }

        var power = room.Power.UserLevel(candidate.Sender);
        return power >= room.Power.Ban && room.Power.UserLevel(target) < power
            ? Verdict.Allow
            : Verdict.Reject("the sender lacks the power to ban the target");
    }

    private static Verdict CheckKnock(Pdu candidate, string target, RoomView room)
    {
        var open = room.JoinRule is JoinRule.Knock || (room.JoinRule is JoinRule.KnockRestricted && room.Rules.KnockRestrictedJoins);
        if (!open)
        {
            return Verdict.Reject("the join rule allows no knocking");
        }

        if (!IsSender(candidate, target))
        {
            return Verdict.Reject("nobody can knock for another");
        }

        return room.MembershipOf(target) is Membership.Ban or Membership.Invite or Membership.Join
            ? Verdict.Reject("the sender is banned, invited or joined")
            : Verdict.Allow;
    }

    private static bool IsFounder(string target, RoomView room) =>
        room.Rules.CreatorsOutrankEveryone
            ? target == room.Create.Sender.ToString()
            : room.IsCreator(target);

    private static bool IsSender(Pdu candidate, string target) =>
        candidate.Sender.ToString() == target;
}
