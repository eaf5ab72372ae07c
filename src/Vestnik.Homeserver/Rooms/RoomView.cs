using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Homeserver.Rooms;

/// <summary>
/// A room at its committed head: an immutable snapshot, one per room and silo, shared by all readers. A later event makes
/// a later view; whoever holds an earlier one keeps a consistent picture.
/// </summary>
public sealed record RoomView
{
    /// <summary>So many of the last events are kept in memory.</summary>
    public const int TailLength = 64;

    private Lazy<ImmutableArray<UserId>>? heroes;

    public required RoomId Id { get; init; }

    /// <summary>The log shard of the room.</summary>
    public required int Shard { get; init; }

    public required RoomVersion Version { get; init; }

    /// <summary>Sequence of the last event.</summary>
    public required long HeadSequence { get; init; }

    /// <summary>Position of the last event in the shard.</summary>
    public required long HeadPosition { get; init; }

    public required RoomState State { get; init; }

    public required ImmutableHashSet<UserId> Joined { get; init; }

    public required ImmutableHashSet<UserId> Invited { get; init; }

    /// <summary>The last events, oldest first, without holes up to the head.</summary>
    public required ImmutableArray<TimelineEvent> Tail { get; init; }

    public int JoinedCount => Joined.Count;

    public int InvitedCount => Invited.Count;

    public PowerLevels PowerLevels => PowerLevels.Of(State, Version);

    public Membership MembershipOf(UserId user) => State.Find(EventType.Member, user.ToString())?.Member.Membership ?? Membership.Leave;

    /// <summary>This user is or was in the room, is invited, banned or knocking.</summary>
    public bool Knows(UserId user) => State.At(EventType.Member, user.ToString()) is not null;

    /// <summary>
    /// For naming a room without a name: up to five other members, joined or invited in their order of arrival, else those
    /// who have left.
    /// </summary>
    /// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3sync (m.heroes)</remarks>
    public ImmutableArray<UserId> Heroes(UserId asking) =>
        [.. (heroes ??= new(FirstMembers)).Value.Where(member => member != asking).Take(5)];

    /// <summary>The content member of the event in this place that is a string, or null.</summary>
    public string? Text(string type, string member, string stateKey = "") =>
        State.Find(type, stateKey) is { } found ? ContentText.Find(found.Content, member) : null;

    /// <summary>The events after one sequence and up to another; null when they do not all stand in <see cref="Tail"/>.</summary>
    public ArraySegment<TimelineEvent>? TailBetween(long after, long upTo)
    {
        var first = Tail[0].Sequence;
        if (first > after + 1)
        {
            return null;
        }

        var start = (int)Math.Min(after + 1 - first, Tail.Length);
        var count = (int)Math.Clamp(upTo - after, 0, Tail.Length - start);
        return new ArraySegment<TimelineEvent>(ImmutableCollectionsMarshal.AsArray(Tail)!, start, count);
    }

    /// <summary>The view after the next event of the room, with a redacted event replaced where it is in memory.</summary>
    public RoomView With(TimelineEvent placed, TimelineEvent? redacted)
    {
        var (joined, invited) = (Joined, Invited);
        var state = State.With(placed);
        if (redacted is not null && redacted.Event.StateKey is { } key && State.At(redacted.Event.Type, key)?.Sequence == redacted.Sequence)
        {
            state = state.With(redacted);
        }

        if (placed.Event.Type == EventType.Member && UserId.TryParse(placed.Event.StateKey, out var member))
        {
            var membership = placed.Event.Member.Membership;
            joined = membership == Membership.Join ? joined.Add(member) : joined.Remove(member);
            invited = membership == Membership.Invite ? invited.Add(member) : invited.Remove(member);
        }

        return this with
        {
            HeadSequence = placed.Sequence,
            HeadPosition = placed.Position,
            State = state,
            Joined = joined,
            Invited = invited,
            Tail = Advance(placed, redacted),
            heroes = placed.Event.Type == EventType.Member ? null : heroes,
        };
    }

    private ImmutableArray<TimelineEvent> Advance(TimelineEvent placed, TimelineEvent? redacted)
    {
        var kept = Math.Min(Tail.Length, TailLength - 1);
        var tail = ImmutableArray.CreateBuilder<TimelineEvent>(kept + 1);
        tail.AddRange(Tail.AsSpan(Tail.Length - kept, kept));
        tail.Add(placed);
        if (redacted is not null && redacted.Sequence >= tail[0].Sequence)
        {
            tail[(int)(redacted.Sequence - tail[0].Sequence)] = redacted;
        }

        return tail.MoveToImmutable();
    }

    private ImmutableArray<UserId> FirstMembers()
    {
        var present = Six(Joined.Concat(Invited));
        return present.Length > 1
            ? present
            : [.. present, .. Six(State.OfType(EventType.Member).Keys
                .Select(key => UserId.TryParse(key, out var user) ? user : (UserId?)null)
                .OfType<UserId>()
                .Where(user => !Joined.Contains(user) && !Invited.Contains(user)))];
    }

    private ImmutableArray<UserId> Six(IEnumerable<UserId> users)
    {
        var first = new PriorityQueue<UserId, long>();
        foreach (var user in users)
        {
            first.Enqueue(user, -State.At(EventType.Member, user.ToString())!.Sequence);
            if (first.Count > 6)
            {
                first.Dequeue();
            }
        }

        var ordered = new UserId[first.Count];
        for (var i = first.Count - 1; i >= 0; i--)
        {
            ordered[i] = first.Dequeue();
        }

        return [.. ordered];
    }
}
