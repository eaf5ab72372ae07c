namespace Vestnik.Homeserver.Media.Thumbnails;

/// <summary>Which thumbnails have been made; the bytes are in <see cref="IMediaFiles"/>.</summary>
public interface IThumbnailStore
{
    ValueTask<Thumbnail?> FindAsync(ThumbnailKey key, CancellationToken cancel);

    /// <summary>Writes down a thumbnail of <paramref name="media"/>; false when the media is gone or there is one already.</summary>
    Task<bool> AddAsync(MediaRecord media, ThumbnailKey key, Thumbnail thumbnail);
}

/// <param name="Source">The file of which it is a thumbnail.</param>
/// <param name="Size">One of those that are made.</param>
/// <param name="IsAnimated">It moves if its source does.</param>
public sealed record ThumbnailKey(string Source, ThumbnailSize Size, bool IsAnimated);

/// <param name="ContentType">Such as <c>image/jpeg</c>.</param>
/// <param name="File">Where its bytes are: in the source's own file, where that is small enough.</param>
public sealed record Thumbnail(string ContentType, StoredFile File);
