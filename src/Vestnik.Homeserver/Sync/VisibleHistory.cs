using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync;

/// <summary>Which events of a room a person may see, who was not there all the time.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#room-history-visibility</remarks>
internal sealed class VisibleHistory
{
    private readonly IReadOnlyList<TimelineEvent> visibilities;
    private readonly IReadOnlyList<TimelineEvent> memberships;
    private readonly long lastJoined;

    private VisibleHistory(IReadOnlyList<TimelineEvent> visibilities, IReadOnlyList<TimelineEvent> memberships)
    {
        (this.visibilities, this.memberships) = (visibilities, memberships);
        for (var i = 0; i < memberships.Count; i++)
        {
            if (memberships[i].Event.Member.Membership == Membership.Join)
            {
                lastJoined = i + 1 < memberships.Count ? memberships[i + 1].Sequence : long.MaxValue;
            }
        }
    }

    public static async ValueTask<VisibleHistory> OfAsync(IRoomHistory history, RoomId room, UserId user, CancellationToken cancel) => new(
        await history.ChangesAsync(room, EventType.HistoryVisibility, "", cancel),
        await history.ChangesAsync(room, EventType.Member, user.ToString(), cancel));

    /// <summary>The person was joined after the first event and all the way to the second.</summary>
    public bool StayedBetween(long since, long end) =>
        since > 0 && MembershipAt(since) == Membership.Join
        && memberships.All(change => change.Sequence <= since || change.Sequence > end || change.Event.Member.Membership == Membership.Join);

    /// <summary>The person was joined at some time between the events.</summary>
    public bool JoinedBetween(long since, long end) =>
        MembershipAt(since) == Membership.Join
        || memberships.Any(change => change.Sequence > since && change.Sequence <= end && change.Event.Member.Membership == Membership.Join);

    /// <summary>The person was joined after the event and before a moment in milliseconds since 1970.</summary>
    public bool WasThereFor(TimelineEvent placed, long moment)
    {
        for (var i = 0; i < memberships.Count; i++)
        {
            var end = i + 1 < memberships.Count ? memberships[i + 1].Sequence : long.MaxValue;
            if (memberships[i].Event.Member.Membership == Membership.Join
                && memberships[i].Event.OriginServerTimestamp <= moment
                && end > placed.Sequence)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The person may see the event.</summary>
    public bool Shows(TimelineEvent placed) =>
        ShowsMessage(placed.Sequence)
        || (placed.Event.Is(EventType.HistoryVisibility, "") && Allows(VisibilityAt(placed.Sequence - 1), placed.Sequence));

    /// <summary>The person may see whatever stands at this place, unless it changed the visibility itself.</summary>
    public bool ShowsMessage(long sequence) =>
        MembershipAt(sequence) == Membership.Join || MembershipAt(sequence - 1) == Membership.Join || IsOwn(sequence)
        || Allows(VisibilityAt(sequence), sequence);

    private bool Allows(string visibility, long sequence) => visibility switch
    {
        "world_readable" => true,
        "shared" => sequence < lastJoined,
        "invited" => MembershipAt(sequence) == Membership.Invite && sequence < lastJoined,
        _ => false,
    };

    // One's own membership events are never hidden: they tell how one left.
    private bool IsOwn(long sequence) => memberships.Any(change => change.Sequence == sequence);

    private Membership MembershipAt(long sequence) => Last(memberships, sequence)?.Event.Member.Membership ?? Membership.Leave;

    private string VisibilityAt(long sequence) =>
        Last(visibilities, sequence) is { } set && ContentText.Find(set.Event.Content, "history_visibility") is { } visibility
            ? visibility
            : "shared";

    private static TimelineEvent? Last(IReadOnlyList<TimelineEvent> changes, long sequence)
    {
        for (var i = changes.Count - 1; i >= 0; i--)
        {
            if (changes[i].Sequence <= sequence)
            {
                return changes[i];
            }
        }

        return null;
    }
}
