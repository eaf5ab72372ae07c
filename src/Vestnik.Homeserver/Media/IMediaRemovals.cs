using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Media;

/// <summary>How content goes away: first its record, in one transaction with a note that its file is unwanted, then the file.</summary>
public interface IMediaRemovals
{
    /// <summary>What a person has uploaded or announced: the oldest, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<MediaId>> OfAsync(UserId uploader, int limit, CancellationToken cancel);

    /// <summary>Copies whose time is over, and content that nobody has read since <paramref name="unusedSince"/> and that is not protected.</summary>
    /// <param name="now">Milliseconds since 1970.</param>
    /// <param name="unusedSince">Milliseconds since 1970; null where unused content is kept.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancel">Ends the reading.</param>
    ValueTask<IReadOnlyList<OwnedMedia>> OutlivedAsync(long now, long? unusedSince, int limit, CancellationToken cancel);

    /// <summary>Where unused content is removed: what has no date of use gets this one. Where it is not (null): dates are forgotten.</summary>
    Task DateAsync(long? now);

    /// <summary>Forgets these uploads of one person, or of the server itself; their files and thumbnails are unwanted when no other record names them.</summary>
    /// <returns>Which of them there were.</returns>
    Task<IReadOnlyList<MediaId>> RemoveAsync(UserId? uploader, IReadOnlyList<MediaId> media);

    /// <summary>Files that no record names any more.</summary>
    ValueTask<IReadOnlyList<string>> UnwantedAsync(int limit, CancellationToken cancel);

    /// <summary>This unwanted file is no longer there.</summary>
    Task ForgetUnwantedAsync(string file);

    /// <summary>Forgets reserved names that nobody used in time.</summary>
    Task ForgetUnusedAsync(long now);
}

/// <param name="Id">Of the content.</param>
/// <param name="Uploader">Null for what the server itself has fetched.</param>
public readonly record struct OwnedMedia(MediaId Id, UserId? Uploader);
