using System.Collections.Concurrent;
using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Silos;
using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.Accounts;

/// <summary>The tokens in use, kept in memory; the store is asked once for each.</summary>
public sealed class AccessTokens(ISessionStore store, ISilos silos, TimeProvider clock) : IAccessTokens, IObeyFacts
{
    private const int LongestToken = 256;
    private const int MostKept = 500_000;

    private readonly ConcurrentDictionary<TokenHash, StoredToken> known = new();
    private long revocations;

    public async ValueTask<Outcome<TokenOwner>> FindAsync(string accessToken, CancellationToken cancel)
    {
        if (accessToken.Length > LongestToken)
        {
            return Unknown;
        }

        var hash = TokenHash.Of(accessToken);
        if (!known.TryGetValue(hash, out var token))
        {
            token = await LoadAsync(hash, cancel);
        }

        if (token is null)
        {
            return Unknown;
        }

        return token.ExpiresAt <= clock.GetUtcNow().ToUnixTimeMilliseconds()
            ? MatrixError.UnknownToken("The access token has expired; a refresh token gives a new one.") with { SoftLogout = true }
            : token.Owner;
    }

    public Task RevokeAsync(IReadOnlyList<TokenHash> ended, CancellationToken cancel)
    {
        if (ended.Count == 0)
        {
            return Task.CompletedTask;
        }

        var fact = new TokensRevoked(ended);
        Apply(fact);
        return silos.TellAllAsync(fact, cancel);
    }

    /// <summary>Another silo has ended tokens.</summary>
    public void Obey(Fact fact)
    {
        if (fact is TokensRevoked revoked)
        {
            Apply(revoked);
        }
    }

    private void Apply(TokensRevoked fact)
    {
        Interlocked.Increment(ref revocations);
        foreach (var hash in fact.Tokens)
        {
            known.TryRemove(hash, out _);
        }
    }

    private static MatrixError Unknown => MatrixError.UnknownToken("The access token is not known; sign in again.");

    // A token that is revoked between the look-up and the keeping must not be kept: the count tells.
    private async Task<StoredToken?> LoadAsync(TokenHash hash, CancellationToken cancel)
    {
        var before = Interlocked.Read(ref revocations);
        var token = await store.FindAsync(hash, cancel);
        if (token is null)
        {
            return null;
        }

        if (token.NeedsConfirmation)
        {
            await RevokeAsync(await store.ConfirmAsync(token.Owner.UserId, hash), cancel);
            return token with { NeedsConfirmation = false };
        }

        if (known.Count >= MostKept)
        {
            known.Clear();
        }

        known[hash] = token;
        if (Interlocked.Read(ref revocations) != before)
        {
            known.TryRemove(hash, out _);
        }

        return token;
    }
}
