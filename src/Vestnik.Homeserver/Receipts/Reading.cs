using System.Text;
using System.Text.Json;
using Vestnik.Homeserver.AccountData;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Receipts;

/// <summary>People read: their receipts and read markers move forwards, never back.</summary>
public sealed class Reading(RoomViews views, IRoomHistory history, IReceiptStore store, IAccountData accountData, TimeProvider clock)
{
    /// <summary>The account data that marks in a room how far its owner has read in earnest.</summary>
    public const string FullyRead = "m.fully_read";

    /// <summary>Somebody has read up to an event; answers when that is on disk.</summary>
    /// <param name="user">Who reads.</param>
    /// <param name="room">A room that they are joined to.</param>
    /// <param name="type"><see cref="Receipt.Public"/>, <see cref="Receipt.Private"/> or <see cref="FullyRead"/>.</param>
    /// <param name="id">The event.</param>
    /// <param name="thread"><see cref="Receipt.Thread"/>.</param>
    /// <param name="cancel">Ends the looking up, not the writing.</param>
    /// <returns>True when something moved; <c>M_FORBIDDEN</c> outside the room, <c>M_NOT_FOUND</c> for an event that is not there, <c>M_INVALID_PARAM</c>.</returns>
    public async Task<Outcome<bool>> ReadAsync(
        UserId user, RoomId room, string type, EventId id, string? thread, CancellationToken cancel)
    {
        if (type is not (Receipt.Public or Receipt.Private or FullyRead))
        {
            return MatrixError.InvalidParam("A receipt is of the type m.read, m.read.private or m.fully_read.");
        }

        if (await views.FindAsync(room, cancel) is not { } view || view.MembershipOf(user) != Membership.Join)
        {
            return MatrixError.Forbidden("You are not in this room.");
        }

        if (await FindAsync(view, id, cancel) is not { } read)
        {
            return MatrixError.NotFound("This room has no such event.");
        }

        if (thread is not null && Objection(read, type, thread) is { } objection)
        {
            return objection;
        }

        return type == FullyRead ? await MarkAsync(user, view, read, cancel) : await store.MoveAsync(room, new Receipt
        {
            User = user,
            Type = type,
            Thread = thread,
            Event = id,
            Sequence = read.Sequence,
            ReadAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        });
    }

    private static MatrixError? Objection(TimelineEvent read, string type, string thread)
    {
        if (type == FullyRead)
        {
            return MatrixError.InvalidParam("The marker m.fully_read knows no threads.");
        }

        if (thread != Receipt.MainThread && !EventId.TryParse(thread, out _))
        {
            return MatrixError.InvalidParam("The thread_id is the word main or an event id.");
        }

        var isElsewhere = Threads.RootOf(read.Event) is { } root
            ? thread != root
            : thread != Receipt.MainThread && thread != read.Event.Id.ToString() && Threads.TargetOf(read.Event) is null;
        return isElsewhere ? MatrixError.InvalidParam("The event is not in this thread.") : null;
    }

    private async Task<Outcome<bool>> MarkAsync(UserId user, RoomView view, TimelineEvent read, CancellationToken cancel)
    {
        if (await accountData.FindAsync(user, view.Id, FullyRead, cancel) is { } marked
            && EventId.TryParse(ContentText.Find(marked, "event_id"), out var before)
            && await FindAsync(view, before, cancel) is { } earlier
            && earlier.Sequence >= read.Sequence)
        {
            return false;
        }

        var content = Encoding.UTF8.GetBytes($$"""{"event_id":"{{JsonEncodedText.Encode(read.Event.Id.ToString())}}"}""");
        return (await accountData.PutAsync(user, view.Id, FullyRead, content)).Select(_ => true);
    }

    private async ValueTask<TimelineEvent?> FindAsync(RoomView view, EventId id, CancellationToken cancel)
    {
        for (var i = view.Tail.Length - 1; i >= 0; i--)
        {
            if (view.Tail[i].Event.Id == id)
            {
                return view.Tail[i];
            }
        }

        return await history.EventAsync(view.Id, id, cancel);
    }
}
