using System.Buffers;
using System.Globalization;
using System.Text;
using Vestnik.Homeserver.AccountData;

namespace Vestnik.Homeserver.Rooms.Relations;

/// <summary>Adds to events what relates to them, as one reader may see it: threads, the newest edit, references.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#aggregations-of-child-events</remarks>
public sealed class Aggregations(IRelations relations, RoomReading reading, IgnoredPeople ignoring)
{
    // The newest event of a thread may have been edited; nothing that relates to an edit is shown with it.
    private const int Levels = 2;

    private const int MostReferences = 1_000;

    /// <summary>The events with <c>m.relations</c> in their <c>unsigned</c> where they have any.</summary>
    /// <param name="access">What the reader may see.</param>
    /// <param name="events">Events that the reader sees.</param>
    /// <param name="form">How events are written for the reader.</param>
    /// <param name="cancel">Ends the reading.</param>
    public ValueTask<IReadOnlyList<TimelineEvent>> AddAsync(
        RoomAccess access, IReadOnlyList<TimelineEvent> events, ClientEvent.Reader form, CancellationToken cancel) =>
        AddAsync(access, events, form, Levels, cancel);

    public async ValueTask<TimelineEvent> AddAsync(
        RoomAccess access, TimelineEvent placed, ClientEvent.Reader form, CancellationToken cancel) =>
        (await AddAsync(access, [placed], form, Levels, cancel))[0];

    /// <summary>The newest edit of an event that counts and that the reader may see, or null.</summary>
    public async ValueTask<TimelineEvent?> NewestEditAsync(RoomAccess access, TimelineEvent placed, CancellationToken cancel) =>
        placed.Event.IsState
            ? null
            : await ReplacementAsync(
                access, placed, [.. await relations.ToAsync(access.View.Id, [placed.Sequence], access.LastSequence, cancel)], cancel);

    private async ValueTask<IReadOnlyList<TimelineEvent>> AddAsync(
        RoomAccess access, IReadOnlyList<TimelineEvent> events, ClientEvent.Reader form, int levels, CancellationToken cancel)
    {
        if (levels == 0)
        {
            return events;
        }

        var targets = events.Where(placed => !placed.Event.IsState).Select(placed => placed.Sequence).ToList();
        var related = await relations.ToAsync(access.View.Id, targets, access.LastSequence, cancel);
        if (related.Count == 0)
        {
            return events;
        }

        var ignored = await ignoring.OfAsync(access.Reader, cancel);
        var byTarget = related
            .Where(one => !ignored.Contains(one.Sender) && access.ShowsMessage(one.Sequence))
            .ToLookup(one => one.Target);
        var added = new List<TimelineEvent>(events.Count);
        foreach (var placed in events)
        {
            added.Add(!placed.Event.IsState && byTarget.Contains(placed.Sequence)
                ? await WithAsync(access, placed, [.. byTarget[placed.Sequence]], form, levels, cancel)
                : placed);
        }

        return added;
    }

    private async ValueTask<TimelineEvent> WithAsync(
        RoomAccess access, TimelineEvent placed, List<RelatedEvent> related, ClientEvent.Reader form, int levels, CancellationToken cancel)
    {
        var output = new ArrayBufferWriter<byte>(512);
        output.Write(placed.SharedUnsigned.Span);
        output.Write(",\"m.relations\":{"u8);
        var start = output.WrittenCount;
        if (await ReplacementAsync(access, placed, related, cancel) is { } replacement)
        {
            output.Write("\"m.replace\":"u8);
            ClientEvent.Write(output, replacement, form);
        }

        if (related.Exists(one => one.Kind == EventRelation.Reference))
        {
            output.Write(output.WrittenCount > start ? ",\"m.reference\":{\"chunk\":["u8 : "\"m.reference\":{\"chunk\":["u8);
            await WriteReferencesAsync(access, placed, related, output, cancel);
            output.Write("]}"u8);
        }

        if (related.FindAll(one => one.Kind == EventRelation.Thread) is { Count: > 0 } answers
            && await reading.AtAsync(access, answers[^1].Sequence, cancel) is { } latest)
        {
            output.Write(output.WrittenCount > start ? ",\"m.thread\":{\"latest_event\":"u8 : "\"m.thread\":{\"latest_event\":"u8);
            ClientEvent.Write(output, (await AddAsync(access, [latest], form, levels - 1, cancel))[0], form);
            var participated = placed.Event.Sender == access.Reader || answers.Exists(answer => answer.Sender == access.Reader);
            output.Write(Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $",\"count\":{answers.Count},\"current_user_participated\":{(participated ? "true" : "false")}}}")));
        }

        if (output.WrittenCount == start)
        {
            return placed;
        }

        output.Write("}"u8);
        return placed with { SharedUnsigned = output.WrittenMemory };
    }

    /// <summary>The newest edit that counts; of those made in the same millisecond the one with the greatest id.</summary>
    private async ValueTask<TimelineEvent?> ReplacementAsync(
        RoomAccess access, TimelineEvent original, List<RelatedEvent> related, CancellationToken cancel)
    {
        TimelineEvent? newest = null;
        foreach (var one in related
            .Where(one => one.Kind == EventRelation.Replacement && one.Sender == original.Event.Sender)
            .OrderByDescending(one => one.SentAt))
        {
            if (newest is not null && one.SentAt < newest.Event.OriginServerTimestamp)
            {
                break;
            }

            if (await reading.AtAsync(access, one.Sequence, cancel) is { } edit
                && Replacement.IsValid(original, edit)
                && (newest is null || string.CompareOrdinal(edit.Event.Id.ToString(), newest.Event.Id.ToString()) > 0))
            {
                newest = edit;
            }
        }

        return newest;
    }

    private async ValueTask WriteReferencesAsync(
        RoomAccess access, TimelineEvent placed, List<RelatedEvent> related, ArrayBufferWriter<byte> output, CancellationToken cancel)
    {
        var shown = related.Where(one => one.Kind == EventRelation.Reference).Select(one => one.Sequence).ToHashSet();
        var page = new RelatedPage
        {
            Target = placed.Sequence,
            Kind = EventRelation.Reference,
            From = 0,
            Backwards = false,
            Limit = MostReferences,
        };
        var first = true;
        foreach (var reference in await relations.PageAsync(access.View.Id, page, cancel))
        {
            if (!shown.Contains(reference.Sequence))
            {
                continue;
            }

            // An event id holds no character that JSON escapes.
            output.Write(Encoding.UTF8.GetBytes($"{(first ? "" : ",")}{{\"event_id\":\"{reference.Event.Id}\"}}"));
            first = false;
        }
    }
}
