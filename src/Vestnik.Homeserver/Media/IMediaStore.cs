using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Media;

/// <summary>What is known of uploaded content; the bytes are in <see cref="IMediaFiles"/>.</summary>
public interface IMediaStore
{
    ValueTask<MediaRecord?> FindAsync(MediaId id, CancellationToken cancel);

    /// <summary>How many bytes a person keeps here: each file once, however many names it has, and what has arrived of unfinished uploads.</summary>
    /// <param name="uploader">Whose.</param>
    /// <param name="except">An unfinished upload that is not counted.</param>
    /// <param name="cancel">Ends the reading.</param>
    ValueTask<long> UsedAsync(UserId uploader, MediaId? except, CancellationToken cancel);

    /// <summary>
    /// Writes down content whose file is on disk. When its uploader has the same bytes already, the record names the file
    /// that is there, and the new one is not needed.
    /// </summary>
    Task<Filled> AddAsync(MediaRecord media, long quota);

    /// <summary>Keeps a name for content that its uploader brings later; false when the uploader has <paramref name="most"/> such names already.</summary>
    Task<bool> ReserveAsync(MediaId id, UserId uploader, long now, long expiresAt, int most);

    /// <summary>Notes what content for a reserved name will be, and how much of it has arrived; false when the name is not reserved.</summary>
    Task<bool> NoteAsync(MediaRecord media, long received, long now);

    /// <summary>Gives a reserved name its content, within the quota; the same bytes are stored once, as in <see cref="AddAsync"/>.</summary>
    Task<Filled> FillAsync(MediaRecord media, long now, long quota);

    /// <summary>True when a record says that its content, or a thumbnail, is in this file.</summary>
    ValueTask<bool> IsRecordedAsync(string fileName, CancellationToken cancel);

    /// <summary>Notes when content was last read.</summary>
    Task TouchAsync(MediaRecord media, long now);
}

/// <summary>What became of content for a name.</summary>
public enum Filled
{
    Kept,

    /// <summary>The name has its content, in a file that the uploader had already.</summary>
    Shared,

    /// <summary>The name has content already, or is no longer reserved.</summary>
    NotReserved,

    /// <summary>The uploader would have more than allowed.</summary>
    OverQuota,
}

/// <summary>Uploaded content, or the name reserved for it.</summary>
public sealed record MediaRecord
{
    public required MediaId Id { get; init; }

    /// <summary>Null for what the server itself has fetched, such as the picture of a page.</summary>
    public required UserId? Uploader { get; init; }

    /// <summary>As the uploader said; never trusted beyond what <see cref="ContentTypes"/> allows.</summary>
    public required string ContentType { get; init; }

    public string? FileName { get; init; }

    /// <summary>Null while the content has not been uploaded.</summary>
    public StoredFile? File { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Until when a reserved name waits for its content, or a copy is kept; milliseconds since 1970.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>When it was last read, to a day; kept only where unused content is removed. Milliseconds since 1970.</summary>
    public long? UsedAt { get; init; }

    /// <summary>Which administrator has taken it out of everybody's sight; null for most.</summary>
    public UserId? QuarantinedBy { get; init; }

    /// <summary>Cannot be quarantined.</summary>
    public bool IsProtected { get; init; }
}
