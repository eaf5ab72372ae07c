using System.Collections.Concurrent;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Media;

/// <summary>Uploads to a reserved name that go on where a cut connection ended.</summary>
/// <remarks>Source: docs/adr/0017-media.md</remarks>
public sealed class ResumableUploads(IMediaStore store, IPartialFiles parts, ContentRepository repository, TimeProvider clock)
{
    private static readonly TimeSpan EndOfOld = TimeSpan.FromSeconds(10);

    // A client that comes back while the server still waits for its old connection takes the place of that.
    private readonly ConcurrentDictionary<MediaId, Writing> writing = new();

    /// <summary>How much of an upload has arrived.</summary>
    /// <returns><c>M_NOT_FOUND</c> or <c>M_FORBIDDEN</c>.</returns>
    public async Task<Outcome<UploadProgress>> LookAsync(UserId uploader, MediaId id, CancellationToken cancel) =>
        (await repository.FindOwnAsync(uploader, id, cancel)).Select(media =>
            media.File is { } file ? new UploadProgress(file.Size, IsComplete: true) : new UploadProgress(parts.LengthOf(id), IsComplete: false));

    /// <summary>Begins, or begins anew, and says what the content is.</summary>
    public async Task<Outcome<UploadProgress>> BeginAsync(
        UserId uploader, MediaId id, ContentDescription description, UploadPiece piece, CancellationToken cancel)
    {
        if (!(await repository.FindReservedAsync(uploader, id, cancel)).Accepted(out var reserved, out var refusal))
        {
            return refusal;
        }

        var described = reserved with { ContentType = ContentTypes.Sanitise(description.ContentType), FileName = description.FileName };
        await EndOldConnectionAsync(id);
        parts.Remove(id);
        return await store.NoteAsync(described, 0, Now) ? await TakeAsync(uploader, described, piece, cancel) : TooLate;
    }

    /// <summary>Takes the next piece; the last one makes the upload whole.</summary>
    /// <returns>409 when the piece does not begin where the others end; <see cref="LookAsync"/> says where that is.</returns>
    public async Task<Outcome<UploadProgress>> AppendAsync(UserId uploader, MediaId id, UploadPiece piece, CancellationToken cancel)
    {
        if (!(await repository.FindReservedAsync(uploader, id, cancel)).Accepted(out var reserved, out var refusal))
        {
            return refusal;
        }

        await EndOldConnectionAsync(id);
        return await TakeAsync(uploader, reserved, piece, cancel);
    }

    /// <summary>Gives the upload up; its name is free to begin anew.</summary>
    public async Task<Outcome<UploadProgress>> CancelAsync(UserId uploader, MediaId id, CancellationToken cancel)
    {
        if (!(await repository.FindReservedAsync(uploader, id, cancel)).Accepted(out var reserved, out var refusal))
        {
            return refusal;
        }

        await EndOldConnectionAsync(id);
        parts.Remove(id);
        await store.NoteAsync(reserved with { ContentType = ContentTypes.Unknown, FileName = null }, 0, Now);
        return new UploadProgress(0, IsComplete: false);
    }

    private static MatrixError TooLate => MatrixError.NotFound("No upload is awaited under this name, or it came too late.");

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<Outcome<UploadProgress>> TakeAsync(UserId uploader, MediaRecord reserved, UploadPiece piece, CancellationToken cancel)
    {
        if (!(await repository.RoomForAsync(uploader, reserved.Id, cancel)).Accepted(out var room, out var full))
        {
            return full;
        }

        var appended = await AppendAsync(reserved, piece, room, cancel);
        if (Refusal(appended, room) is { } refusal)
        {
            return refusal;
        }

        return piece.IsLast ? await CompleteAsync(uploader, reserved, cancel) : new UploadProgress(appended.Length, IsComplete: false);
    }

    private async Task<Piece> AppendAsync(MediaRecord reserved, UploadPiece piece, long room, CancellationToken cancel)
    {
        var mine = new Writing(piece.CutOff, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!writing.TryAdd(reserved.Id, mine))
        {
            return new Piece(PieceFate.Busy, parts.LengthOf(reserved.Id));
        }

        try
        {
            return await parts.AppendAsync(reserved.Id, piece.Offset, piece.Content, room, cancel);
        }
        finally
        {
            // Also of a cut connection: what has arrived takes room.
            await store.NoteAsync(reserved, parts.LengthOf(reserved.Id), Now);
            writing.TryRemove(reserved.Id, out _);
            mine.Ended.SetResult();
        }
    }

    private MatrixError? Refusal(Piece piece, long room) => piece.Fate switch
    {
        PieceFate.Taken => null,
        PieceFate.TooLong => repository.TooLong(room),
        PieceFate.Busy => MatrixError.Of("M_LIMIT_EXCEEDED", 429, "Another piece of this upload is on its way; wait for it or ask how far it is.") with
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        },
        _ => MatrixError.Of("M_INVALID_PARAM", 409, $"The piece does not begin where the upload ends: {piece.Length} bytes have arrived."),
    };

    private async Task<Outcome<UploadProgress>> CompleteAsync(UserId uploader, MediaRecord reserved, CancellationToken cancel)
    {
        await using var whole = parts.Open(reserved.Id) ?? Stream.Null;
        var description = new ContentDescription(reserved.ContentType, reserved.FileName);
        var filled = await repository.FillAsync(uploader, reserved.Id, description, whole, cancel);
        if (filled.Accepted(out _, out var refusal))
        {
            parts.Remove(reserved.Id);
            return new UploadProgress(whole.Length, IsComplete: true);
        }

        return refusal;
    }

    private async Task EndOldConnectionAsync(MediaId id)
    {
        if (writing.TryGetValue(id, out var old))
        {
            old.CutOff();
            await Task.WhenAny(old.Ended.Task, Task.Delay(EndOfOld, clock));
        }
    }

    private sealed record Writing(Action CutOff, TaskCompletionSource Ended);
}

/// <summary>A part of an upload.</summary>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Content">The bytes.</param>
/// <param name="IsLast">Nothing follows.</param>
/// <param name="CutOff">Ends the connection on which it comes.</param>
public sealed record UploadPiece(long Offset, Stream Content, bool IsLast, Action CutOff);

/// <param name="Offset">How many bytes have arrived.</param>
/// <param name="IsComplete">The content is stored under its name.</param>
public readonly record struct UploadProgress(long Offset, bool IsComplete);
