using System.Runtime.InteropServices;
using Vestnik.Homeserver.Push;
using Vestnik.Homeserver.Receipts;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Push;

namespace Vestnik.Homeserver.Sync;

/// <summary>
/// The unread events of one person in one room that notify, the latest <see cref="Most"/> of them. Reading only takes away;
/// new events only add, and cost the same however many are unread.
/// </summary>
internal sealed class UnreadTally
{
    /// <summary>Further back nothing is counted: the number on a badge has long stopped to matter.</summary>
    public const int Most = 1000;

    private const string Call = "m.call.invite";

    private readonly Lock gate = new();
    private readonly Queue<Unread> unread = new();
    private readonly Dictionary<string, UnreadCount> threads = new(StringComparer.Ordinal);
    private UnreadCount main;
    private PersonalPushRules? rules;
    private long counted;
    private (RoomReceipts Receipts, long Moves)? dropped;

    /// <summary>The sequence up to which events are counted by these rules; null when counting has to start anew.</summary>
    public long? CountedBy(PersonalPushRules personal)
    {
        lock (gate)
        {
            return ReferenceEquals(rules, personal) ? counted : null;
        }
    }

    /// <summary>Counts the events after one sequence and up to another, unless somebody has done so meanwhile.</summary>
    public void Count(
        PersonalPushRules personal,
        long from,
        long end,
        IReadOnlyList<TimelineEvent> events,
        RoomReceipts read,
        IReadOnlySet<UserId> ignored,
        in PushContext context)
    {
        lock (gate)
        {
            if (!ReferenceEquals(rules, personal))
            {
                Clear();
                (rules, counted) = (personal, from);
            }

            foreach (var placed in events)
            {
                if (placed.Sequence > counted && placed.Event.Redacts is { } target)
                {
                    Forget(target);
                }

                if (placed.Sequence <= counted || placed.Redacted || placed.Event.Sender == context.User || ignored.Contains(placed.Event.Sender))
                {
                    continue;
                }

                var actions = personal.Evaluate(placed.Event, context);
                var one = new Unread(placed.Sequence, placed.Event.Id, Threads.RootOf(placed.Event), actions.Highlights, placed.Event.Type == Call);
                if ((actions.Notifies || actions.Highlights) && !IsRead(one, context.User, read))
                {
                    Add(one);
                }
            }

            counted = Math.Max(counted, end);
        }
    }

    /// <summary>The events that notify and, of those, the ones that highlight, threads included.</summary>
    public (int Notifying, int Highlighting) Total(UserId user, RoomReceipts read)
    {
        lock (gate)
        {
            Drop(user, read);
            var all = threads.Values.Aggregate(main, (sum, thread) => sum.And(thread));
            return (all.Notifying, all.Highlighting);
        }
    }

    /// <summary>The events that notify and, of those, the calls: what a badge shows.</summary>
    public (int Notifying, int Calls) Badge(UserId user, RoomReceipts read)
    {
        lock (gate)
        {
            Drop(user, read);
            return (unread.Count, main.Calls);
        }
    }

    /// <summary>Writes the counts with a comma in front: all together, or the threads apart.</summary>
    public void Write(UserId user, RoomReceipts read, bool apart, AnswerBuffer output)
    {
        lock (gate)
        {
            Drop(user, read);
            output.Append(",\"unread_notifications\":"u8);
            Write(apart ? main : threads.Values.Aggregate(main, (sum, thread) => sum.And(thread)), output);
            if (!apart || threads.Count == 0)
            {
                return;
            }

            output.Append(",\"unread_thread_notifications\":{"u8);
            var list = new JsonList();
            foreach (var (root, count) in threads)
            {
                list.Next(output);
                output.AppendText(root);
                output.Append(":"u8);
                Write(count, output);
            }

            output.Append("}"u8);
        }
    }

    private static void Write(UnreadCount count, AnswerBuffer output)
    {
        output.Append("{\"highlight_count\":"u8);
        output.AppendNumber(count.Highlighting);
        output.Append(",\"notification_count\":"u8);
        output.AppendNumber(count.Notifying);
        output.Append("}"u8);
    }

    private void Add(Unread one)
    {
        if (unread.Count == Most)
        {
            Change(unread.Dequeue(), -1);
        }

        unread.Enqueue(one);
        Change(one, 1);
    }

    // What was deleted is not unread, whether it had been counted before or is counted anew.
    private void Forget(EventId deleted) => RemoveWhere(one => one.Id == deleted);

    private void Drop(UserId user, RoomReceipts read)
    {
        var moves = read.MovesOf(user);
        if (dropped == (read, moves))
        {
            return;
        }

        RemoveWhere(one => IsRead(one, user, read));
        dropped = (read, moves);
    }

    private void RemoveWhere(Predicate<Unread> goes)
    {
        for (var left = unread.Count; left > 0; left--)
        {
            var one = unread.Dequeue();
            if (goes(one))
            {
                Change(one, -1);
            }
            else
            {
                unread.Enqueue(one);
            }
        }
    }

    private static bool IsRead(Unread one, UserId user, RoomReceipts read) =>
        one.Sequence <= read.ReadUpTo(user, null) || one.Sequence <= read.ReadUpTo(user, one.Thread ?? Receipt.MainThread);

    private void Change(Unread one, int by)
    {
        if (one.Thread is not { } root)
        {
            main = main.With(one, by);
            return;
        }

        var count = threads.GetValueOrDefault(root).With(one, by);
        if (count.Notifying == 0)
        {
            threads.Remove(root);
        }
        else
        {
            threads[root] = count;
        }
    }

    private void Clear()
    {
        unread.Clear();
        threads.Clear();
        main = default;
        dropped = null;
    }

    private readonly record struct Unread(long Sequence, EventId Id, string? Thread, bool Highlights, bool IsCall);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct UnreadCount(int Notifying, int Highlighting, int Calls)
    {
        public UnreadCount With(Unread one, int by) => new(Notifying + by, Highlighting + (one.Highlights ? by : 0), Calls + (one.IsCall ? by : 0));

        public UnreadCount And(UnreadCount other) => new(Notifying + other.Notifying, Highlighting + other.Highlighting, Calls + other.Calls);
    }
}
