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

    public long LargestUpload => options.Media.MaximumUploadBytes;

    /// <summary>Keeps content under a new name.</summary>
    /// <returns><c>M_TOO_LARGE</c>, or <c>M_USER_LIMIT_EXCEEDED</c> when the uploader's quota does not hold it.</returns>
    public async Task<Outcome<MediaId>> UploadAsync(UserId uploader, ContentDescription description, Stream content, CancellationToken cancel)
    {
        if (!(await ReceiveAsync(uploader, content, cancel)).Accepted(out var file, out var refusal))
        {
            return refusal;
        }

        var id = MediaId.New();
        if (!await store.AddAsync(Describe(id, uploader, description, file), options.Media.QuotaBytes))
        {
            files.Discard(file.Name);
            return OverQuota;
        }

        files.Settle(file.Name);
        return id;
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
        if (await store.FindAsync(id, cancel) is not { } reserved || (reserved.File is null && reserved.ExpiresAt < Now))
        {
            return MatrixError.NotFound("No upload is awaited under this name, or it came too late.");
        }

        if (reserved.Uploader != uploader)
        {
            return MatrixError.Forbidden("Only who announced the upload may make it.");
        }

        if (reserved.File is not null)
        {
            return AlreadyThere;
        }

        if (!(await ReceiveAsync(uploader, content, cancel)).Accepted(out var file, out var refusal))
        {
            return refusal;
        }

        var filled = await store.FillAsync(Describe(id, uploader, description, file), Now, options.Media.QuotaBytes);
        if (filled != Filled.Kept)
        {
            files.Discard(file.Name);
            return filled == Filled.OverQuota ? OverQuota : AlreadyThere;
        }

        files.Settle(file.Name);
        return id;
    }

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
            if (media is null || (media.File is null && media.ExpiresAt < Now))
            {
                return MatrixError.NotFound("There is no such media.");
            }

            if (media.File is not null)
            {
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

    /// <summary>The bytes of what <see cref="FindAsync"/> found; null when the file is missing.</summary>
    public Stream? Open(MediaRecord media) => media.File is { } file ? files.Open(file.Name) : null;

    // What the quota cannot hold is not read to its end.
    private async Task<Outcome<StoredFile>> ReceiveAsync(UserId uploader, Stream content, CancellationToken cancel)
    {
        var left = options.Media.QuotaBytes - await store.UsedAsync(uploader, cancel);
        if (left <= 0)
        {
            return OverQuota;
        }

        var received = await files.ReceiveAsync(content, Math.Min(LargestUpload, left), cancel);
        return left < LargestUpload && !received.Accepted(out _, out _) ? OverQuota : received;
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
