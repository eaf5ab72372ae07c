using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Media;

/// <summary>What is known of uploaded content; the bytes are in <see cref="IMediaFiles"/>.</summary>
public interface IMediaStore
{
    ValueTask<MediaRecord?> FindAsync(MediaId id, CancellationToken cancel);

    /// <summary>How many bytes a person has uploaded.</summary>
    ValueTask<long> UsedAsync(UserId uploader, CancellationToken cancel);

    /// <summary>Writes down content whose file is on disk; false when the uploader would have more than <paramref name="quota"/> bytes.</summary>
    Task<bool> AddAsync(MediaRecord media, long quota);

    /// <summary>Keeps a name for content that its uploader brings later; false when the uploader has <paramref name="most"/> such names already.</summary>
    Task<bool> ReserveAsync(MediaId id, UserId uploader, long now, long expiresAt, int most);

    /// <summary>Gives a reserved name its content, within the quota.</summary>
    Task<Filled> FillAsync(MediaRecord media, long now, long quota);

    /// <summary>True when a record says that its content is in this file.</summary>
    ValueTask<bool> IsRecordedAsync(string fileName, CancellationToken cancel);

    /// <summary>What a person has uploaded or announced: the oldest, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<(MediaId Id, string? File)>> OfAsync(UserId uploader, int limit, CancellationToken cancel);

    /// <summary>Forgets these of a person's uploads.</summary>
    Task RemoveAsync(UserId uploader, IReadOnlyList<MediaId> media);

    /// <summary>Forgets reserved names that nobody used in time.</summary>
    Task ForgetUnusedAsync(long now);
}

/// <summary>What became of content for a reserved name.</summary>
public enum Filled
{
    Kept,

    /// <summary>The name has content already, or is no longer reserved.</summary>
    NotReserved,

    /// <summary>The uploader would have more than allowed.</summary>
    OverQuota,
}

/// <summary>Uploaded content, or the name reserved for it.</summary>
public sealed record MediaRecord
{
    public required MediaId Id { get; init; }

    public required UserId Uploader { get; init; }

    /// <summary>As the uploader said; never trusted beyond what <see cref="ContentTypes"/> allows.</summary>
    public required string ContentType { get; init; }

    public string? FileName { get; init; }

    /// <summary>Null while the content has not been uploaded.</summary>
    public StoredFile? File { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Until when a reserved name waits for its content; milliseconds since 1970.</summary>
    public long? ExpiresAt { get; init; }
}
