using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Vestnik.Homeserver.Receipts;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Sync;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Push;

/// <summary>What stands on the icon of an app: the unread events of all of a person's rooms. Only rooms where something happened are counted again.</summary>
internal sealed class Badges(IMemberships memberships, RoomViews views, ReceiptViews receipts, PushRules rules, KnownIgnored ignored, UnreadCounts unread)
{
    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<UserId, ConcurrentDictionary<RoomId, Counted>> people = new();

    public async ValueTask<Badge> OfAsync(UserId user, CancellationToken cancel)
    {
        if (people.Count >= Capacity)
        {
            people.Clear();
        }

        var counted = people.GetOrAdd(user, static _ => new());
        var personal = await rules.OfAsync(user, cancel);
        var shunned = await ignored.OfAsync(user, cancel);
        var sum = new Badge(0, 0);
        foreach (var place in await memberships.OfAsync(user, cancel))
        {
            if (place.Membership != Membership.Join)
            {
                // An invitation is one thing to look at.
                sum = place is { Membership: Membership.Invite, Forgotten: false } ? sum with { Unread = sum.Unread + 1 } : sum;
                continue;
            }

            var moves = (await receipts.OfAsync(place.Room, cancel)).MovesOf(user);
            if (!counted.TryGetValue(place.Room, out var known) || !known.IsOf(place, moves, personal, shunned))
            {
                if (await views.FindAsync(place.Room, cancel) is not { } view)
                {
                    continue;
                }

                var (notifying, calls) = await unread.BadgeAsync(user, shunned, view, cancel);
                known = new Counted(view.HeadPosition, moves, personal, shunned, new Badge(notifying, calls));
                counted[place.Room] = known;
            }

            sum = new Badge(sum.Unread + known.Badge.Unread, sum.MissedCalls + known.Badge.MissedCalls);
        }

        return sum;
    }

    private sealed record Counted(long HeadPosition, long Moves, PersonalPushRules Rules, IReadOnlySet<UserId> Ignored, Badge Badge)
    {
        public bool IsOf(RoomOfUser place, long moves, PersonalPushRules rules, IReadOnlySet<UserId> ignored) =>
            HeadPosition >= place.HeadPosition && Moves == moves && ReferenceEquals(Rules, rules) && ReferenceEquals(Ignored, ignored);
    }
}

/// <param name="Unread">Events that notify and have not been read.</param>
/// <param name="MissedCalls">Calls among them.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Badge(int Unread, int MissedCalls);
