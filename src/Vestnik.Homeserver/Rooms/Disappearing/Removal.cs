using Vestnik.Homeserver.Media;
using Vestnik.Homeserver.Rooms.Relations;
using Vestnik.Homeserver.Timers;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Disappearing;

/// <summary>
/// Takes the content of messages away, with their edits and the media that they name. What clients may still show they are
/// told of by a redaction, on behalf of the sender; the rest is pruned in silence.
/// </summary>
internal sealed class Removal(
    IDisappearing disappearing, IRelations relations, RoomGrains grains, IMediaStore media, MediaRemoval uploads, HomeserverOptions options)
{
    /// <summary>So many of a room's last events are taken for what clients may show: each costs an event.</summary>
    private const int Told = 200;

    private const int MostEdits = 1_000;

    /// <summary>How many were removed.</summary>
    /// <param name="view">The room.</param>
    /// <param name="over">Messages whose time is over.</param>
    /// <param name="keeper">Who has set the room's retention and speaks for senders who have left; null when it is the senders' own wish.</param>
    /// <param name="cancel">Ends the work; what is done stays done.</param>
    public async Task<int> RemoveAsync(RoomView view, IReadOnlyList<TimelineEvent> over, UserId? keeper, CancellationToken cancel)
    {
        var silent = new List<TimelineEvent>();
        var removed = 0;
        foreach (var placed in over.Where(placed => !placed.Redacted))
        {
            await RemoveMediaAsync(placed, cancel);
            foreach (var one in (IEnumerable<TimelineEvent>)[.. await EditsAsync(view, placed, cancel), placed])
            {
                removed++;
                if (!await TellAsync(view, one, keeper))
                {
                    silent.Add(Disappeared.Of(one, view.Version));
                }
            }
        }

        if (silent.Count > 0)
        {
            await disappearing.PruneAsync(view.Id, silent);
        }

        return removed;
    }

    private async Task<IEnumerable<TimelineEvent>> EditsAsync(RoomView view, TimelineEvent placed, CancellationToken cancel) =>
        (await relations.PageAsync(
            view.Id,
            new RelatedPage
            {
                Target = placed.Sequence,
                Kind = EventRelation.Replacement,
                Sender = placed.Event.Sender,
                From = 0,
                Backwards = false,
                Limit = MostEdits,
            },
            cancel)).Where(edit => !edit.Redacted);

    private async Task<bool> TellAsync(RoomView view, TimelineEvent placed, UserId? keeper) =>
        view.HeadSequence - placed.Sequence <= Told
        && (await RedactAsync(view.Id, placed, placed.Event.Sender) || (keeper is { } other && await RedactAsync(view.Id, placed, other)));

    /// <summary>False when the room does not allow this person to redact the event, such as somebody who has left.</summary>
    private async Task<bool> RedactAsync(RoomId room, TimelineEvent placed, UserId sender)
    {
        if (sender.Server != options.ServerName)
        {
            return false;
        }

        var redacted = await grains.Of(room).AppendAsync(new NewEvent
        {
            Sender = sender,
            Type = EventType.Redaction,
            Content = Disappeared.RedactionContent,
            Redacts = placed.Event.Id,
        });
        if (redacted.Accepted(out _, out var refusal))
        {
            return true;
        }

        refusal.ThrowIfUnavailable();
        return false;
    }

    // What somebody else has uploaded is not the sender's to remove.
    private async Task RemoveMediaAsync(TimelineEvent placed, CancellationToken cancel)
    {
        foreach (var id in Lifetime.MediaOf(placed.Event.Content, options.ServerName))
        {
            if (await media.FindAsync(id, cancel) is { } found && found.Uploader == placed.Event.Sender)
            {
                await uploads.RemoveAsync([new OwnedMedia(found.Id, found.Uploader)], cancel);
            }
        }
    }
}
