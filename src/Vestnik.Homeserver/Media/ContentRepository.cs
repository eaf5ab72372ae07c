using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Media;

/// <summary>Takes in and gives out what people upload.</summary>
/// <remarks>
/// The file is on disk before its record commits, and moves into its final place afterwards: after a crash at any moment
/// a file without a record is swept, and a record always has its file.
/// Spec: https://spec.matrix.org/v1.19/client-server-api/#content-repository
/// </remarks>
public sealed class ContentRepository(IMediaStore store, IMediaFiles files, HomeserverOptions options, TimeProvider clock)
{
    private const int MostReserved = 50;

    private static readonly TimeSpan ReservedFor = TimeSpan.FromHours(24);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly long OneDay = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    public long LargestUpload => options.Media.MaximumUploadBytes;

    /// <summary>Keeps content under a new name.</summary>
    /// <returns><c>M_TOO_LARGE</c>, or <c>M_USER_LIMIT_EXCEEDED</c> when the uploader's quota does not hold it.</returns>
    public async Task<Outcome<MediaId>> UploadAsync(UserId uploader, ContentDescription description, Stream content, CancellationToken cancel)
    {
        if (!(await ReceiveAsync(uploader, null, content, cancel)).Accepted(out var file, out var refusal))
        {
            return refusal;
        }

        var id = MediaId.New();
        var added = await store.AddAsync(Describe(id, uploader, description, file), options.Media.QuotaBytes);
        return await SettleAsync(id, file, added);
    }

    /// <summary>Keeps a name for content that follows, and until when.</summary>
    public async Task<Outcome<(MediaId Id, long ExpiresAt)>> ReserveAsync(UserId uploader)
    {
        var id = MediaId.New();
        var expiresAt = (clock.GetUtcNow() + ReservedFor).ToUnixTimeMilliseconds();
        return await store.ReserveAsync(id, uploader, Now, expiresAt, MostReserved)
            ? (id, expiresAt)
            : MatrixError.LimitExceeded(TimeSpan.FromMinutes(10)) with
            {
                Message = "Too many uploads have been announced and not made; make some of them first.",
            };
    }

    /// <summary>Gives a reserved name its content.</summary>
    public async Task<Outcome<MediaId>> FillAsync(
        UserId uploader, MediaId id, ContentDescription description, Stream content, CancellationToken cancel)
    {
        if (!(await FindReservedAsync(uploader, id, cancel)).Accepted(out _, out var closed))
        {
            return closed;
        }

        if (!(await ReceiveAsync(uploader, id, content, cancel)).Accepted(out var file, out var refusal))
        {
            return refusal;
        }

        var filled = await store.FillAsync(Describe(id, uploader, description, file), Now, options.Media.QuotaBytes);
        return await SettleAsync(id, file, filled);
    }

    /// <summary>A name that waits for this person's content.</summary>
    /// <returns><c>M_NOT_FOUND</c>, <c>M_FORBIDDEN</c>, or <c>M_CANNOT_OVERWRITE_MEDIA</c>.</returns>
    public async Task<Outcome<MediaRecord>> FindReservedAsync(UserId uploader, MediaId id, CancellationToken cancel)
    {
        var found = await FindOwnAsync(uploader, id, cancel);
        return found.Then<MediaRecord>(media => media.File is null ? media : AlreadyThere);
    }

    /// <summary>A name that this person has reserved or filled.</summary>
    /// <returns><c>M_NOT_FOUND</c> or <c>M_FORBIDDEN</c>.</returns>
    public async Task<Outcome<MediaRecord>> FindOwnAsync(UserId uploader, MediaId id, CancellationToken cancel)
    {
        if (await store.FindAsync(id, cancel) is not { } media || (media.File is null && media.ExpiresAt < Now))
        {
            return MatrixError.NotFound("No upload is awaited under this name, or it came too late.");
        }

        return media.Uploader == uploader ? media : MatrixError.Forbidden("Only who announced the upload may make it.");
    }

    /// <summary>How many bytes an upload of this person may still bring.</summary>
    /// <param name="uploader">Whose.</param>
    /// <param name="id">The upload, when it has a name already: what has arrived of it is not counted.</param>
    /// <param name="cancel">Ends the counting.</param>
    public async Task<Outcome<long>> RoomForAsync(UserId uploader, MediaId? id, CancellationToken cancel)
    {
        var left = options.Media.QuotaBytes - await store.UsedAsync(uploader, id, cancel);
        return left <= 0 ? OverQuota : Math.Min(LargestUpload, left);
    }

    /// <summary>Why an upload was refused that would be longer than this.</summary>
    public MatrixError TooLong(long room) =>
        room < LargestUpload ? OverQuota : MatrixError.TooLarge($"An upload may have at most {LargestUpload} bytes.");

    /// <summary>What is stored under this name, waiting a while for content that is announced.</summary>
    /// <returns><c>M_NOT_FOUND</c>, or <c>M_NOT_YET_UPLOADED</c> (504) when the wait was in vain.</returns>
    public async Task<Outcome<MediaRecord>> FindAsync(ServerName server, MediaId id, TimeSpan patience, CancellationToken cancel)
    {
        if (server != options.ServerName)
        {
            return MatrixError.NotFound("This server does not fetch media of other servers yet.");
        }

        var started = clock.GetTimestamp();
        while (true)
        {
            var media = await store.FindAsync(id, cancel);
            if (media is null || media.ExpiresAt < Now || media.QuarantinedBy is not null)
            {
                return MatrixError.NotFound("There is no such media.");
            }

            if (media.File is not null)
            {
                await NoteUseAsync(media);
                return media;
            }

            var left = patience - clock.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                return MatrixError.Of("M_NOT_YET_UPLOADED", 504, "The media has been announced and is not uploaded yet; try again.");
            }

            // The upload may reach another server process: looking again finds it on any of them.
            await Task.Delay(left < LookAgain ? left : LookAgain, clock, cancel);
        }
    }

    /// <summary>The bytes of what <see cref="FindAsync"/> found, to read from any place; null when the file is missing.</summary>
    public ValueTask<Stream?> OpenAsync(MediaRecord media, CancellationToken cancel) =>
        media.File is { } file ? OpenAsync(file, cancel) : new ValueTask<Stream?>((Stream?)null);

    /// <summary>The bytes of a file, such as a thumbnail's; null when it is missing.</summary>
    public ValueTask<Stream?> OpenAsync(StoredFile file, CancellationToken cancel) => files.OpenAsync(file, cancel);

    // What the quota cannot hold is not read to its end.
    private async Task<Outcome<StoredFile>> ReceiveAsync(UserId uploader, MediaId? id, Stream content, CancellationToken cancel)
    {
        if (!(await RoomForAsync(uploader, id, cancel)).Accepted(out var room, out var full))
        {
            return full;
        }

        var received = await files.ReceiveAsync(content, room, cancel);
        return received.Accepted(out _, out _) ? received : TooLong(room);
    }

    // A file that has become no record's is of no use.
    private async Task<Outcome<MediaId>> SettleAsync(MediaId id, StoredFile file, Filled filled)
    {
        if (filled == Filled.Kept)
        {
            await files.SettleAsync(file.Name);
            return id;
        }

        await files.DiscardAsync(file.Name);
        return filled switch
        {
            Filled.Shared => id,
            Filled.OverQuota => OverQuota,
            _ => AlreadyThere,
        };
    }

    // Only where what is unused goes: else nobody needs to know when something was read last.
    private async Task NoteUseAsync(MediaRecord media)
    {
        if (options.Media.KeepUnusedDays is not null && (media.UsedAt is null || Now - media.UsedAt > OneDay))
        {
            await store.TouchAsync(media, Now);
        }
    }

    private MatrixError OverQuota => MatrixError.Of(
        "M_USER_LIMIT_EXCEEDED", 403, "Your uploads take all the room that this server gives you, so this one was not kept.") with
    {
        Info = options.Media.QuotaInfoUri ?? options.PublicBaseUrl,
    };

    private static MatrixError AlreadyThere =>
        MatrixError.Of("M_CANNOT_OVERWRITE_MEDIA", 409, "There is content under this name already.");

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private MediaRecord Describe(MediaId id, UserId uploader, ContentDescription description, StoredFile file) => new()
    {
        Id = id,
        Uploader = uploader,
        ContentType = ContentTypes.Sanitise(description.ContentType),
        FileName = description.FileName,
        File = file,
        CreatedAt = Now,
    };
}

/// <summary>What the uploader says of the content.</summary>
/// <param name="ContentType">The request's header.</param>
/// <param name="FileName">At most 255 characters; null when the uploader names none.</param>
public sealed record ContentDescription(string? ContentType, string? FileName);
