using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Profiles;

/// <summary>Finds local people by the beginnings of their names.</summary>
public interface IDirectoryStore
{
    /// <param name="beginning">As <see cref="DirectoryTerms.OfSearch"/> gives it; not empty.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancel">Ends the search.</param>
    ValueTask<IReadOnlyList<UserId>> FindAsync(string beginning, int limit, CancellationToken cancel);
}
