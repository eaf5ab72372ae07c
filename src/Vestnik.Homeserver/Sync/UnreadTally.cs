using System.Collections.Immutable;
using Vestnik.Homeserver.Push;
using Vestnik.Homeserver.Receipts;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Push;

namespace Vestnik.Homeserver.Sync;

/// <summary>The unread events of one person in one room that notify. Reading only takes away; new events only add.</summary>
internal sealed class UnreadTally
{
    private readonly Lock gate = new();
    private readonly List<Unread> unread = [];
    private PersonalPushRules? rules;
    private long counted;

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
        PersonalPushRules personal, long from, long end, IReadOnlyList<TimelineEvent> events, ImmutableHashSet<UserId> ignored, in PushContext context)
    {
        lock (gate)
        {
            if (!ReferenceEquals(rules, personal))
            {
                unread.Clear();
                (rules, counted) = (personal, from);
            }

            foreach (var placed in events)
            {
                if (placed.Sequence <= counted || placed.Redacted || placed.Event.Sender == context.User || ignored.Contains(placed.Event.Sender))
                {
                    continue;
                }

                var actions = personal.Set.Evaluate(new PushSubject(placed.Event), context);
                if (actions.Notifies || actions.Highlights)
                {
                    unread.Add(new Unread(placed.Sequence, Threads.RootOf(placed.Event), actions.Highlights));
                }
            }

            counted = Math.Max(counted, end);
        }
    }

    /// <summary>Writes the counts with a comma in front: all together, or the threads apart.</summary>
    public void Write(UserId user, RoomReceipts read, bool threads, AnswerBuffer output)
    {
        lock (gate)
        {
            Drop(user, read);
            output.Append(",\"unread_notifications\":"u8);
            Write(unread.Where(one => !threads || one.Thread is null), output);
            if (!threads || !unread.Exists(one => one.Thread is not null))
            {
                return;
            }

            output.Append(",\"unread_thread_notifications\":{"u8);
            var list = new JsonList();
            foreach (var thread in unread.Where(one => one.Thread is not null).GroupBy(one => one.Thread, StringComparer.Ordinal))
            {
                list.Next(output);
                output.AppendText(thread.Key!);
                output.Append(":"u8);
                Write(thread, output);
            }

            output.Append("}"u8);
        }
    }

    private static void Write(IEnumerable<Unread> counted, AnswerBuffer output)
    {
        var (notifying, highlighted) = (0, 0);
        foreach (var one in counted)
        {
            notifying++;
            highlighted += one.Highlights ? 1 : 0;
        }

        output.Append("{\"highlight_count\":"u8);
        output.AppendNumber(highlighted);
        output.Append(",\"notification_count\":"u8);
        output.AppendNumber(notifying);
        output.Append("}"u8);
    }

    private void Drop(UserId user, RoomReceipts read)
    {
        if (unread.Count == 0)
        {
            return;
        }

        var everything = read.ReadUpTo(user, null);
        unread.RemoveAll(one => one.Sequence <= everything || one.Sequence <= read.ReadUpTo(user, one.Thread ?? Receipt.MainThread));
    }

    private readonly record struct Unread(long Sequence, string? Thread, bool Highlights);
}
