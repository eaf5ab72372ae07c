using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Accounts;

/// <summary>Browser sessions in SQL.</summary>
public sealed class BrowserSessionStore(Database database) : IBrowserSessionStore
{
    private const string Open = """
        INSERT INTO browser_sessions (hash, user_id, is_complete, created_at, expires_at)
        SELECT @hash, user_id, @is_complete, @created_at, @expires_at FROM accounts
        WHERE user_id = @user_id AND deactivated_at IS NULL
        """;

    private const string Sweep = "DELETE FROM browser_sessions WHERE expires_at < @now";

    private const string Find = """
        SELECT s.user_id, s.is_complete, s.created_at, s.expires_at
        FROM browser_sessions s JOIN accounts a ON a.user_id = s.user_id
        WHERE s.hash = @hash AND a.is_locked = 0 AND a.deactivated_at IS NULL
        """;

    private const string End = "DELETE FROM browser_sessions WHERE hash = @hash";

    private const string Remove = "DELETE FROM browser_sessions WHERE user_id = @user_id";

    public Task OpenAsync(BrowserSession session, long now) =>
        database.WriteAsync(database.ShardOf(session.UserId.ToString()), transaction =>
        {
            transaction.Sql.Execute(Sweep, ("now", now));
            transaction.Sql.Execute(
                Open,
                ("hash", session.Hash.ToBytes()),
                ("is_complete", session.IsComplete ? 1L : 0L),
                ("created_at", session.CreatedAt),
                ("expires_at", session.ExpiresAt),
                ("user_id", session.UserId.ToString()));
        });

    public ValueTask<BrowserSession?> FindAsync(TokenHash hash, CancellationToken cancel) =>
        database.ReadAsync(
            sql => sql.First(
                Find,
                row => new BrowserSession
                {
                    Hash = hash,
                    UserId = UserId.Parse(row.GetString(0)),
                    IsComplete = row.GetInt64(1) != 0,
                    CreatedAt = row.GetInt64(2),
                    ExpiresAt = row.GetInt64(3),
                },
                ("hash", hash.ToBytes())),
            cancel);

    public Task EndAsync(BrowserSession session) =>
        database.WriteAsync(
            database.ShardOf(session.UserId.ToString()), transaction => transaction.Sql.Execute(End, ("hash", session.Hash.ToBytes())));

    /// <summary>Ends all browser sessions of somebody within a transaction.</summary>
    internal static void RemoveAll(Session sql, UserId user) => sql.Execute(Remove, ("user_id", user.ToString()));
}
