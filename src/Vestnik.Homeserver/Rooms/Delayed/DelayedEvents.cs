using System.Buffers.Text;
using System.Security.Cryptography;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Delayed;

/// <summary>What people do with the events that they want to be sent later.</summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4140</remarks>
public sealed class DelayedEvents(IDelayedEvents store, DelayedSending sending, HomeserverOptions options, TimeProvider clock)
{
    // What the largest event can hold; the rest of the event is counted when it is built.
    private const int MostContent = 65_536;

    private const int MostName = 255;

    private static readonly MatrixError Unknown = MatrixError.NotFound("You have no such delayed event.");

    private static readonly MatrixError Sent = MatrixError.Of("M_UNKNOWN", 409, "The delayed event has been sent already.");

    private static readonly MatrixError Cancelled = MatrixError.Of("M_UNKNOWN", 409, "The delayed event has been cancelled already.");

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Schedules an event.</summary>
    /// <returns>
    /// The delay's id, the same for the same session and transaction; <c>M_INVALID_PARAM</c> for a delay that is none,
    /// <c>M_FORBIDDEN</c> for too long a one, <c>M_LIMIT_EXCEEDED</c> when the person has scheduled as many as they may.
    /// </returns>
    public async Task<Outcome<string>> ScheduleAsync(NewEvent wanted, RoomId room, long delay)
    {
        if (Objection(wanted, delay) is { } objection)
        {
            return objection;
        }

        var delayed = new DelayedEvent
        {
            Id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18)),
            Sender = wanted.Sender,
            Room = room,
            Type = wanted.Type,
            StateKey = wanted.StateKey,
            Content = wanted.Content,
            Delay = delay,
            ScheduledAt = Now,
        };
        var made = await store.AddAsync(delayed, wanted.SessionId ?? 0, wanted.TransactionId, options.DelayedEvents.MaximumScheduled);
        return made.Id is { } id ? id : Full(made.NextDueAt);
    }

    /// <summary>What the person has scheduled, the next to be sent first.</summary>
    public ValueTask<IReadOnlyList<DelayedEvent>> ListAsync(UserId sender, CancellationToken cancel) => store.ScheduledAsync(sender, cancel);

    /// <summary>One of the person's own; <c>M_NOT_FOUND</c> for everything else.</summary>
    public async Task<Outcome<DelayedEvent>> FindAsync(UserId sender, string id, CancellationToken cancel) =>
        await store.FindAsync(id, cancel) is { } delayed && delayed.Sender == sender ? delayed : Unknown;

    /// <summary>Begins the delay anew.</summary>
    public async Task<MatrixError?> RestartAsync(UserId sender, string id, CancellationToken cancel)
    {
        if (!(await FindAsync(sender, id, cancel)).Accepted(out var delayed, out var refusal))
        {
            return refusal;
        }

        return await store.RestartAsync(delayed, Now) ? null : await ConflictAsync(delayed, cancel);
    }

    /// <summary>Makes that the event is never sent.</summary>
    public async Task<MatrixError?> CancelAsync(UserId sender, string id, CancellationToken cancel)
    {
        if (!(await FindAsync(sender, id, cancel)).Accepted(out var delayed, out var refusal))
        {
            return refusal;
        }

        return delayed.IsCancelled || await store.CancelAsync(delayed, Now) ? null : await ConflictAsync(delayed, cancel);
    }

    /// <summary>Sends the event at once. Where that is refused, it stays scheduled.</summary>
    public async Task<MatrixError?> SendAsync(UserId sender, string id, CancellationToken cancel)
    {
        if (!(await FindAsync(sender, id, cancel)).Accepted(out var delayed, out var refusal))
        {
            return refusal;
        }

        if (delayed.Event is not null)
        {
            return null;
        }

        if (!await store.TakeAsync(delayed, long.MaxValue))
        {
            return await ConflictAsync(delayed, cancel) is { } conflict && conflict != Sent ? conflict : null;
        }

        if (!(await sending.SendAsync(delayed, cancel)).Accepted(out var made, out var forbidden))
        {
            await store.ReleaseAsync(delayed);
            return forbidden;
        }

        await store.FinaliseAsync(delayed with { Phase = DelayedPhase.Finalised, FinalisedAt = Now, Event = made });
        return null;
    }

    private async Task<MatrixError> ConflictAsync(DelayedEvent delayed, CancellationToken cancel) =>
        await store.FindAsync(delayed.Id, cancel) is not { } now ? Unknown : now.IsCancelled ? Cancelled : Sent;

    private MatrixError? Objection(NewEvent wanted, long delay)
    {
        var limits = options.DelayedEvents;
        if (limits.MaximumScheduled <= 0)
        {
            return MatrixError.Forbidden("This server sends nothing later.");
        }

        if (delay <= 0)
        {
            return MatrixError.InvalidParam("The delay is a number of milliseconds greater than 0.");
        }

        if (delay > limits.MaximumHours * TimeSpan.MillisecondsPerHour)
        {
            return MatrixError.Forbidden($"The delay is at most {limits.MaximumHours} hours.");
        }

        if (IsBadName(wanted.Type) || IsBadName(wanted.StateKey ?? ""))
        {
            return MatrixError.InvalidParam("The type and the state key have at most 255 characters, and none of them is a zero.");
        }

        return wanted.Content.Length > MostContent ? MatrixError.TooLarge("The event is larger than 64 KiB.") : null;
    }

    private static bool IsBadName(string name) => name.Length > MostName || name.Contains('\0', StringComparison.Ordinal);

    private MatrixError Full(long nextDueAt) => MatrixError.LimitExceeded(TimeSpan.FromMilliseconds(Math.Max(1_000, nextDueAt - Now))) with
    {
        Message = "You have scheduled as many events as this server keeps for one person.",
    };
}
