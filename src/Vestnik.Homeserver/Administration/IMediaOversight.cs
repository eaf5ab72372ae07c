using Vestnik.Homeserver.Media;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Administration;

/// <summary>Looks over uploads, and takes them out of sight. None of it opens their contents.</summary>
public interface IMediaOversight
{
    /// <summary>What a person has uploaded, the latest first.</summary>
    ValueTask<PageOf<MediaRecord>> OfAsync(UserId uploader, int skip, int limit, CancellationToken cancel);

    /// <summary>
    /// Takes content out of everybody's sight, with every other name of the same bytes of its uploader, or shows it again where
    /// <paramref name="by"/> is null. What is protected stays.
    /// </summary>
    /// <returns>How many names that were; 0 too where there is no such content.</returns>
    Task<int> QuarantineAsync(MediaId id, UserId? by);

    /// <summary>The same for everything that a person has uploaded.</summary>
    Task<int> QuarantineAllAsync(UserId uploader, UserId by);

    /// <summary>Keeps content from being quarantined, or no longer; false where there is none.</summary>
    Task<bool> ProtectAsync(MediaId id, bool isProtected);

    /// <summary>Uploads that are older than a time and larger than a size, but for the pictures of people and rooms.</summary>
    /// <param name="before">Milliseconds since 1970.</param>
    /// <param name="largerThan">Bytes.</param>
    /// <param name="cancel">Stops looking.</param>
    ValueTask<IReadOnlyList<OwnedMedia>> OldAsync(long before, long largerThan, CancellationToken cancel);
}
