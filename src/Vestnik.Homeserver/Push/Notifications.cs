using System.Globalization;
using System.Runtime.InteropServices;
using Vestnik.Homeserver.AccountData;
using Vestnik.Homeserver.Receipts;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Push;

namespace Vestnik.Homeserver.Push;

/// <summary>
/// What somebody has been notified of, newest first: worked out when it is asked, from the newest events of the rooms in
/// which something happened last, by the rules as they are now.
/// </summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3notifications</remarks>
public sealed class Notifications(
    IMemberships memberships, RoomViews views, PushRules rules, ReceiptViews receipts, IAccountData accountData)
{
    private const int MostRooms = 200;

    /// <param name="user">Who asks.</param>
    /// <param name="before">Only what stands behind this place; null for all.</param>
    /// <param name="highlightsOnly">Only what was to be made conspicuous.</param>
    /// <param name="limit">At most so many, and one more where there are more.</param>
    /// <param name="cancel">Ends the search.</param>
    public async ValueTask<IReadOnlyList<Notification>> OfAsync(
        UserId user, NotificationPlace? before, bool highlightsOnly, int limit, CancellationToken cancel)
    {
        var personal = await rules.OfAsync(user, cancel);
        HashSet<UserId> ignored = await accountData.FindAsync(user, null, IgnoredPeople.Type, cancel) is { } content ? [.. IgnoredPeople.Read(content)] : [];
        var rooms = (await memberships.OfAsync(user, cancel)).Where(room => room.Membership == Membership.Join);
        var found = new List<Notification>();
        foreach (var place in rooms.OrderByDescending(room => room.HeadPosition).Take(MostRooms))
        {
            if (await views.FindAsync(place.Room, cancel) is not { } view)
            {
                continue;
            }

            var read = await receipts.OfAsync(place.Room, cancel);
            var context = PushTargets.ContextOf(user, view);
            found.AddRange(view.Tail
                .Where(placed => placed.Sequence > place.Sequence && !placed.Redacted && !ignored.Contains(placed.Event.Sender))
                .Where(placed => before is not { } end || NotificationPlace.Of(placed).CompareTo(end) > 0)
                .Select(placed => new Notification(view.Id, placed, personal.Evaluate(placed.Event, context), IsRead(placed, user, read)))
                .Where(one => highlightsOnly ? one.Actions.Highlights : one.Actions.Notifies || one.Actions.Highlights));
        }

        return [.. found.OrderBy(one => NotificationPlace.Of(one.Event)).Take(limit + 1)];
    }

    internal static bool IsRead(TimelineEvent placed, UserId user, RoomReceipts read) =>
        placed.Sequence <= read.ReadUpTo(user, null)
        || placed.Sequence <= read.ReadUpTo(user, Threads.RootOf(placed.Event) ?? Receipt.MainThread);
}

/// <param name="Room">Where.</param>
/// <param name="Event">Of what.</param>
/// <param name="Actions">How.</param>
/// <param name="IsRead">The person has read it.</param>
public sealed record Notification(RoomId Room, TimelineEvent Event, PushActions Actions, bool IsRead);

/// <summary>A place in the list of notifications, newest first. As text <c>n</c>, the time, a dot, the event's sequence and id.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NotificationPlace(long Timestamp, long Sequence, string EventId) : IComparable<NotificationPlace>
{
    public static NotificationPlace Of(TimelineEvent placed)
    {
        ArgumentNullException.ThrowIfNull(placed);
        return new(placed.Event.OriginServerTimestamp, placed.Sequence, placed.Event.Id.ToString());
    }

    public static bool TryParse(string text, out NotificationPlace place)
    {
        ArgumentNullException.ThrowIfNull(text);
        place = default;
        var (dot, id) = (text.IndexOf('.', StringComparison.Ordinal), text.IndexOf('$', StringComparison.Ordinal));
        if (dot < 1 || id < dot || text[0] != 'n' || !IsNumber(text.AsSpan(1, dot - 1), out var time) || !IsNumber(text.AsSpan(dot + 1, id - dot - 1), out var sequence))
        {
            return false;
        }

        place = new(time, sequence, text[id..]);
        return true;
    }

    public int CompareTo(NotificationPlace other) => (other.Timestamp.CompareTo(Timestamp), other.Sequence.CompareTo(Sequence)) switch
    {
        (0, 0) => string.CompareOrdinal(EventId, other.EventId),
        (0, var sequence) => sequence,
        (var time, _) => time,
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"n{Timestamp}.{Sequence}{EventId}");

    public static bool operator <(NotificationPlace one, NotificationPlace other) => one.CompareTo(other) < 0;

    public static bool operator >(NotificationPlace one, NotificationPlace other) => one.CompareTo(other) > 0;

    public static bool operator <=(NotificationPlace one, NotificationPlace other) => one.CompareTo(other) <= 0;

    public static bool operator >=(NotificationPlace one, NotificationPlace other) => one.CompareTo(other) >= 0;

    private static bool IsNumber(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
