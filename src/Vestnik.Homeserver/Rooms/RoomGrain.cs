using Orleans.Concurrency;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Rooms.Disappearing;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;
using Vestnik.Protocol.Signing;

namespace Vestnik.Homeserver.Rooms;

/// <summary>
/// The shell around <see cref="ProposedRoom"/>: load, decide, store, answer. Turns interleave: each builds on the proposed
/// head, queues its write and waits for the disk while the next turn runs.
/// </summary>
/// <remarks>
/// When a write fails, whatever was proposed after it fails too, because the store compares the head that each append
/// names. The grain then drops its memory and reloads; requests that certainly were not written are proposed again.
/// </remarks>
[Reentrant]
internal sealed class RoomGrain : Grain, IRoom
{
    private const int Attempts = 5;

    private readonly IRoomStore store;
    private readonly IRoomHistory history;
    private readonly RoomViews views;
    private readonly SigningKey signingKey;
    private readonly TimeProvider clock;
    private readonly RoomId id;
    private Task<ProposedRoom?>? loading;

    public RoomGrain(IRoomStore store, IRoomHistory history, RoomViews views, SigningKey signingKey, TimeProvider clock)
    {
        (this.store, this.history, this.views, this.signingKey, this.clock) = (store, history, views, signingKey, clock);
        id = RoomId.Parse(this.GetPrimaryKeyString());
    }

    public async Task<Outcome<EventId>> AppendAsync(NewEvent request)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var load = loading ??= LoadAsync();
            try
            {
                if (await load is not { } proposed)
                {
                    loading = null;
                    return MatrixError.NotFound("There is no such room.");
                }

                if (await TryAppendAsync(proposed, load, request) is { } outcome)
                {
                    return outcome;
                }
            }
            catch (StoreUnavailableException)
            {
                Drop(load);
                return MatrixError.Unavailable("The server could not store the event; try again with the same transaction id.");
            }
        }

        return MatrixError.Unavailable("The room is being changed elsewhere; try again with the same transaction id.");
    }

    public async Task<Outcome<EventId>> FoundAsync(FirstEvents founding)
    {
        if (!RoomVersion.TryGet(founding.Version, out var version))
        {
            return MatrixError.Of("M_UNSUPPORTED_ROOM_VERSION", 400, "This server does not know the room version.");
        }

        var proposed = ProposedRoom.Unfounded(id, version, shard: 0);
        var events = new List<ProposedEvent>(founding.Events.Count);
        foreach (var request in founding.Events)
        {
            if (!Decide(proposed, request, target: null).Accepted(out var next, out var refusal))
            {
                return refusal;
            }

            events.Add(next);
        }

        try
        {
            var result = await store.AppendAsync(new RoomAppend
            {
                Room = id,
                Version = version,
                ExpectedSequence = 0,
                ExpectedHead = null,
                Events = events,
                Alias = founding.Alias,
                IsPublished = founding.IsPublished,
            });
            return result.Outcome switch
            {
                AppendOutcome.Appended => events[^1].Event.Event.Id,
                AppendOutcome.AliasTaken => MatrixError.Of("M_ROOM_IN_USE", 400, "Another room has this alias."),
                _ => MatrixError.Of("M_ROOM_IN_USE", 400, "The room exists already."),
            };
        }
        catch (StoreUnavailableException)
        {
            return MatrixError.Unavailable("The server could not store the room; try again.");
        }
    }

    /// <summary>Null means that certainly nothing was written and the room has to be loaded again.</summary>
    private async Task<Outcome<EventId>?> TryAppendAsync(ProposedRoom proposed, Task<ProposedRoom?> load, NewEvent request)
    {
        if (proposed.Transactions.Find(request) is { } made)
        {
            return await made.Stored is { Outcome: AppendOutcome.Appended } ? made.Id : null;
        }

        if (request.TransactionId is null && proposed.AlreadyStands(request) is { } standing)
        {
            return standing;
        }

        TimelineEvent? target = null;
        if (request.Redacts is { } targetId)
        {
            target = await history.EventAsync(id, targetId, CancellationToken.None);
            if (loading != load)
            {
                return null;
            }

            if (Redactions.Check(request, target, proposed.PowerLevels) is { } forbidden)
            {
                return forbidden;
            }
        }

        return await StoreAsync(proposed, load, request, target);
    }

    private async Task<Outcome<EventId>?> StoreAsync(ProposedRoom proposed, Task<ProposedRoom?> load, NewEvent request, TimelineEvent? target)
    {
        var (sequence, head) = (proposed.Sequence, proposed.Head);
        if (!Decide(proposed, request, target).Accepted(out var next, out var refusal))
        {
            return refusal;
        }

        var stored = store.AppendAsync(new RoomAppend
        {
            Room = id,
            Version = proposed.Version,
            ExpectedSequence = sequence,
            ExpectedHead = head,
            Events = [next],
            Errand = GuestRemoval.After(id, request.Type, request.StateKey, request.Content) ?? Retention.After(id, request.Type, request.StateKey),
        });
        if (request is { SessionId: { } session, TransactionId: { } transaction })
        {
            proposed.Transactions.Remember(session, request.Type, transaction, new(next.Event.Event.Id, stored));
        }

        var result = await stored;
        if (result.Outcome == AppendOutcome.Appended)
        {
            return next.Event.Event.Id;
        }

        Drop(load);
        return result.Known is { } known ? known : null;
    }

    private Outcome<ProposedEvent> Decide(ProposedRoom proposed, NewEvent request, TimelineEvent? target)
    {
        if (!Lifetime.Of(request).Accepted(out var lifetime, out var malformed))
        {
            return malformed;
        }

        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (!proposed.Propose(request, now, target).Accepted(out var next, out var refusal))
        {
            return refusal;
        }

        // The id does not depend on the signature, so signing runs beside the turn and the queue.
        var (pdu, version) = (next.Event.Event, proposed.Version);
        return new ProposedEvent
        {
            Event = next.Event,
            Redacted = next.Redacted,
            DisappearsAt = lifetime is { } stay ? Math.Min(pdu.OriginServerTimestamp, now) + stay : null,
            Signed = Task.Run(() => EventSignature.Sign(pdu, signingKey, version)),
        };
    }

    private async Task<ProposedRoom?> LoadAsync()
    {
        if (await store.LoadAsync(id, CancellationToken.None) is not { } view)
        {
            return null;
        }

        var proposed = ProposedRoom.Of(view);
        foreach (var known in await store.RecentTransactionsAsync(id, CancellationToken.None))
        {
            proposed.Transactions.Remember(
                known.SessionId, known.Type, known.TransactionId, new(known.Event, Task.FromResult(new AppendResult(AppendOutcome.Appended))));
        }

        return proposed;
    }

    // The store may hold more than the feed has told, when a commit's outcome was unknown.
    private void Drop(Task<ProposedRoom?> load)
    {
        if (loading == load)
        {
            loading = null;
            views.Forget(id);
        }
    }
}
