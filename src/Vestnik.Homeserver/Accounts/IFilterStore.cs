using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Filters that clients have uploaded.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#filtering</remarks>
public interface IFilterStore
{
    /// <summary>Keeps a filter; the same filter of the same user has the same id. Null when the user has too many.</summary>
    Task<string?> KeepAsync(UserId user, ReadOnlyMemory<byte> filter);

    /// <summary>The filter's JSON; null when this user has none of that id.</summary>
    ValueTask<byte[]?> FindAsync(UserId user, string filterId, CancellationToken cancel);
}
