using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.AppServices;
using Vestnik.Homeserver.Profiles;
using Vestnik.Homeserver.Rooms.Upgrading;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms;

/// <summary>How people enter and leave rooms: what the membership event says, before the room judges it.</summary>
public sealed class RoomDoor(
    RoomGrains grains, RoomViews views, IProfileStore profiles, CarriedSettings settings, InviteBlocking blocking,
    ServiceQueries services, IShutRooms shut, HomeserverOptions options)
{
    private static readonly MatrixError NotHere = MatrixError.Forbidden("You are not in this room, or there is no such room.");

    /// <summary>Joins; nothing happens when the person is in the room already.</summary>
    public async Task<Outcome<RoomId>> JoinAsync(Visitor visitor, RoomId room, string? reason, CancellationToken cancel)
    {
        if (await views.FindAsync(room, cancel) is not { } view)
        {
            return MatrixError.NotFound("This server knows no such room.");
        }

        if (view.MembershipOf(visitor.UserId) == Membership.Join)
        {
            return room;
        }

        if (await shut.FindAsync(room, cancel) is not null)
        {
            return RoomStewardship.Closed;
        }

        if (visitor.IsGuest && view.Text(EventType.GuestAccess, "guest_access") != "can_join")
        {
            return MatrixError.Of("M_GUEST_ACCESS_FORBIDDEN", 403, "Guests may not join this room.");
        }

        var member = new MemberContents { Membership = Membership.Join, Reason = reason };
        if (RestrictedJoin.Applies(view, visitor.UserId))
        {
            member = member with { AuthorisedVia = await RestrictedJoin.VoucherAsync(view, visitor.UserId, views, cancel) };
        }

        var joined = await SayAsync(room, visitor.UserId, visitor.UserId, await WithProfileAsync(member, visitor.UserId, cancel));
        if (joined.Accepted(out _, out _)
            && Predecessor.Of(view) is { } left
            && await views.FindAsync(left, cancel) is { } old && old.Knows(visitor.UserId))
        {
            await settings.CarryAsync(visitor.UserId, left, room, cancel);
        }

        return joined.Select(_ => room);
    }

    public async Task<Outcome<RoomId>> KnockAsync(Visitor visitor, RoomId room, string? reason, CancellationToken cancel)
    {
        if (await views.FindAsync(room, cancel) is null)
        {
            return MatrixError.NotFound("This server knows no such room.");
        }

        if (await shut.FindAsync(room, cancel) is not null)
        {
            return RoomStewardship.Closed;
        }

        return (await SayAsync(
            room,
            visitor.UserId,
            visitor.UserId,
            await WithProfileAsync(new() { Membership = Membership.Knock, Reason = reason }, visitor.UserId, cancel))).Select(_ => room);
    }

    public async Task<Outcome<EventId>> InviteAsync(Visitor visitor, RoomId room, UserId guest, string? reason, CancellationToken cancel)
    {
        if (guest.Server != options.ServerName)
        {
            return MatrixError.Forbidden("This server cannot reach people of other servers yet.");
        }

        if (await blocking.ObjectionAsync(guest, cancel) is { } objection)
        {
            return objection;
        }

        if (await views.FindAsync(room, cancel) is null)
        {
            return NotHere;
        }

        if (await shut.FindAsync(room, cancel) is not null)
        {
            return RoomStewardship.Closed;
        }

        return !(await services.ProvideAsync(guest, cancel)).Accepted(out _, out var silence)
            ? silence
            : await SayAsync(
                room,
                visitor.UserId,
                guest,
                await WithProfileAsync(new() { Membership = Membership.Invite, Reason = reason }, guest, cancel));
    }

    /// <summary>Leaves, declines an invite or withdraws a knock; nothing happens when the person has left already.</summary>
    public async Task<Outcome<EventId>> LeaveAsync(Visitor visitor, RoomId room, string? reason, CancellationToken cancel)
    {
        if (await views.FindAsync(room, cancel) is not { } view || view.State.At(EventType.Member, visitor.UserId.ToString()) is not { } member)
        {
            return NotHere;
        }

        return view.MembershipOf(visitor.UserId) == Membership.Leave
            ? member.Event.Id
            : await SayAsync(room, visitor.UserId, visitor.UserId, new() { Membership = Membership.Leave, Reason = reason });
    }

    public async Task<Outcome<EventId>> KickAsync(Visitor visitor, RoomId room, UserId target, string? reason, CancellationToken cancel)
    {
        if (await views.FindAsync(room, cancel) is not { } view)
        {
            return NotHere;
        }

        return view.MembershipOf(target) is Membership.Join or Membership.Invite or Membership.Knock
            ? await SayAsync(room, visitor.UserId, target, new() { Membership = Membership.Leave, Reason = reason })
            : MatrixError.Forbidden("Only somebody who is in the room, invited or knocking can be kicked.");
    }

    public async Task<Outcome<EventId>> BanAsync(Visitor visitor, RoomId room, UserId target, string? reason, CancellationToken cancel) =>
        await views.FindAsync(room, cancel) is null
            ? NotHere
            : await SayAsync(room, visitor.UserId, target, new() { Membership = Membership.Ban, Reason = reason });

    public async Task<Outcome<EventId>> UnbanAsync(Visitor visitor, RoomId room, UserId target, string? reason, CancellationToken cancel)
    {
        if (await views.FindAsync(room, cancel) is not { } view)
        {
            return NotHere;
        }

        return view.MembershipOf(target) == Membership.Ban
            ? await SayAsync(room, visitor.UserId, target, new() { Membership = Membership.Leave, Reason = reason })
            : MatrixError.Forbidden("Only somebody who is banned can be unbanned.");
    }

    private async ValueTask<MemberContents> WithProfileAsync(MemberContents member, UserId user, CancellationToken cancel) =>
        await profiles.FindAsync(user, cancel) is { } profile
            ? member with { DisplayName = profile.DisplayName, AvatarUrl = profile.AvatarUrl }
            : member;

    private async Task<Outcome<EventId>> SayAsync(RoomId room, UserId sender, UserId target, MemberContents member) =>
        await grains.Of(room).AppendAsync(new NewEvent
        {
            Sender = sender,
            Type = EventType.Member,
            StateKey = target.ToString(),
            Content = member.ToJson(),
        });
}

/// <summary>Who stands at the door.</summary>
public readonly record struct Visitor(UserId UserId, bool IsGuest);
