using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Who wanted to be forgotten when they deactivated their account.</summary>
public interface IErasures
{
    ValueTask<bool> IsErasedAsync(UserId user, CancellationToken cancel);

    /// <summary>Everybody, with the time of their deactivation in milliseconds since 1970.</summary>
    ValueTask<IReadOnlyList<(UserId User, long At)>> AllAsync(CancellationToken cancel);
}
