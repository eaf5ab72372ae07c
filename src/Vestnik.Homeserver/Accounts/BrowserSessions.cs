using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Signs people in to the account pages and out of them.</summary>
public sealed class BrowserSessions(IBrowserSessionStore store, TimeProvider clock)
{
    /// <summary>Whoever comes later shows once more who they are: these pages can do what cannot be undone.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private static readonly TimeSpan TimeForSecondFactor = TimeSpan.FromMinutes(10);

    private const int LongestCookie = 128;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The value for the cookie; a new one each time, so that nobody can lay one in a browser beforehand.</summary>
    public async Task<string> OpenAsync(UserId user, bool isComplete)
    {
        var cookie = Secrets.BrowserSession();
        var time = isComplete ? Lifetime : TimeForSecondFactor;
        await store.OpenAsync(
            new BrowserSession
            {
                Hash = TokenHash.Of(cookie),
                UserId = user,
                IsComplete = isComplete,
                CreatedAt = Now,
                ExpiresAt = Now + (long)time.TotalMilliseconds,
            },
            Now);
        return cookie;
    }

    /// <summary>Null when nobody is signed in with it.</summary>
    public async ValueTask<BrowserSession?> FindAsync(string cookie, CancellationToken cancel) =>
        cookie.Length <= LongestCookie && await store.FindAsync(TokenHash.Of(cookie), cancel) is { } session && session.ExpiresAt > Now
            ? session
            : null;

    public Task EndAsync(BrowserSession session) => store.EndAsync(session);
}
