using System.Collections.Immutable;
using Vestnik.Homeserver.Profiles;
using Vestnik.Homeserver.Rooms.Founding;
using Vestnik.Homeserver.Rooms.Previewing;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Homeserver.Rooms.Upgrading;

/// <summary>Moves rooms to another version: founds the successor, leaves a tombstone, and takes along what belongs to the room.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#room-upgrades</remarks>
public sealed class RoomUpgrades(
    RoomViews views, RoomGrains grains, RoomFounder founder, IProfileStore profiles, IAliases aliases, IPublishedRooms published,
    CarriedSettings settings, TimeProvider clock)
{
    /// <returns>
    /// The successor; <c>M_NOT_FOUND</c> for an unknown room; <c>M_FORBIDDEN</c> for whoever may not end the room;
    /// <c>M_INVALID_ROOM_STATE</c> when what the room is contradicts the new version.
    /// </returns>
    public async Task<Outcome<RoomId>> UpgradeAsync(RoomId room, UpgradeWish wish, CancellationToken cancel)
    {
        if (await views.FindAsync(room, cancel) is not { } old)
        {
            return MatrixError.NotFound("This server knows no such room.");
        }

        var power = old.PowerLevels;
        if (old.MembershipOf(wish.User) != Membership.Join || power.UserLevel(wish.User) < power.EventLevel(EventType.Tombstone, isState: true))
        {
            return MatrixError.Forbidden("Only members with the power to end this room may upgrade it.");
        }

        var succession = wish.Version.RoomIds == RoomIdFormat.CreateEventHash
            ? await FoundThenEndAsync(old, wish, cancel)
            : await EndThenFoundAsync(old, wish, cancel);
        if (succession.Accepted(out var successor, out _))
        {
            await MoveAsync(old, successor, wish.User, cancel);
        }

        return succession;
    }

    // The id of the successor is known only with its create event, which can then not name the tombstone.
    private async Task<Outcome<RoomId>> FoundThenEndAsync(RoomView old, UpgradeWish wish, CancellationToken cancel)
    {
        if (!(await PlanAsync(old, wish, tombstone: null, cancel)).Accepted(out var events, out var refusal)
            || !founder.IdOf(events[0], wish.Version).Accepted(out var successor, out refusal)
            || !(await FoundAsync(successor, wish.Version, events)).Accepted(out _, out refusal)
            || !(await grains.Of(old.Id).AppendAsync(Tombstone.Of(wish.User, successor))).Accepted(out _, out refusal))
        {
            return refusal;
        }

        return successor;
    }

    // The create event names the tombstone, so the room ends first; a rehearsal shows before that whether the successor can be.
    private async Task<Outcome<RoomId>> EndThenFoundAsync(RoomView old, UpgradeWish wish, CancellationToken cancel)
    {
        if (!(await PlanAsync(old, wish, old.Tail[^1].Event.Id, cancel)).Accepted(out var events, out var refusal)
            || !founder.IdOf(events[0], wish.Version).Accepted(out var successor, out refusal)
            || !Rehearse(successor, wish.Version, events).Accepted(out _, out refusal)
            || !(await grains.Of(old.Id).AppendAsync(Tombstone.Of(wish.User, successor))).Accepted(out var tombstone, out refusal)
            || !(await PlanAsync(old, wish, tombstone, cancel)).Accepted(out events, out refusal)
            || !(await FoundAsync(successor, wish.Version, events)).Accepted(out _, out refusal))
        {
            return refusal;
        }

        return successor;
    }

    private async Task<Outcome<ImmutableArray<NewEvent>>> PlanAsync(RoomView old, UpgradeWish wish, EventId? tombstone, CancellationToken cancel) =>
        SuccessorPlan.Of(
            old, wish, await profiles.FindAsync(wish.User, cancel), tombstone, clock.GetUtcNow().ToUnixTimeMilliseconds());

    private static Outcome<RoomId> Rehearse(RoomId successor, RoomVersion version, ImmutableArray<NewEvent> events)
    {
        var proposed = ProposedRoom.Unfounded(successor, version, shard: 0);
        foreach (var request in events)
        {
            if (!proposed.Propose(request, request.Timestamp!.Value, target: null).Accepted(out _, out var refusal))
            {
                return Contradiction(refusal);
            }
        }

        return successor;
    }

    private async Task<Outcome<EventId>> FoundAsync(RoomId successor, RoomVersion version, ImmutableArray<NewEvent> events)
    {
        var founded = await grains.Of(successor).FoundAsync(new FirstEvents { Version = version.Id, Events = events });
        return founded.Accepted(out var last, out var refusal) ? last : Contradiction(refusal);
    }

    private static MatrixError Contradiction(MatrixError refusal) =>
        refusal.Code == "M_FORBIDDEN" ? MatrixError.Of("M_INVALID_ROOM_STATE", 400, refusal.Message) : refusal;

    private async Task MoveAsync(RoomView old, RoomId successor, UserId user, CancellationToken cancel)
    {
        await aliases.MoveAsync(old.Id, successor);
        if (old.State.Find(EventType.CanonicalAlias, "") is { Content.Length: > 2 })
        {
            await SayAsync(old.Id, user, EventType.CanonicalAlias, "{}"u8.ToArray());
        }

        if (await published.HasAsync(old.Id, cancel))
        {
            await published.SetAsync(successor, published: true);
            await published.SetAsync(old.Id, published: false);
        }

        if (old.State.Find(EventType.PowerLevels, "") is { } levels && SuccessorPowers.Silenced(old, levels).Accepted(out var silenced, out _))
        {
            await SayAsync(old.Id, user, EventType.PowerLevels, silenced);
        }

        await settings.CarryAsync(user, old.Id, successor, cancel);
    }

    // Where the person has not the power to say it, the old room stays as it is.
    private async Task SayAsync(RoomId room, UserId user, string type, ReadOnlyMemory<byte> content) =>
        _ = await grains.Of(room).AppendAsync(new NewEvent { Sender = user, Type = type, StateKey = "", Content = content });
}
