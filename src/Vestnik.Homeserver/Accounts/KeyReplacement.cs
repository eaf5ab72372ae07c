using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Whether a device may replace the keys that vouch for all of a person's devices: the person says so on the account page.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#oauth-authentication</remarks>
public sealed class KeyReplacement(IAccountStore accounts, TimeProvider clock)
{
    /// <summary>So long the word holds; it serves for one replacement.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public Task AllowAsync(UserId user) => accounts.AllowKeysAsync(user, Now + (long)Lifetime.TotalMilliseconds);

    public async ValueTask<bool> IsAllowedAsync(UserId user, CancellationToken cancel) =>
        await accounts.FindAsync(user, cancel) is { KeysReplaceableUntil: { } until } && until > Now;

    public Task DoneAsync(UserId user) => accounts.AllowKeysAsync(user, null);
}
