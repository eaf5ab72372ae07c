using System.Data.Common;
using Vestnik.Homeserver.Accounts;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Accounts;

/// <summary>User-interactive authentication sessions in SQL.</summary>
public sealed class InteractiveSessionStore(Database database) : IInteractiveSessionStore
{
    private const string Find =
        "SELECT request_hash, completed, expires_at FROM interactive_sessions WHERE session_id = @session_id";

    private const string Save = """
        INSERT INTO interactive_sessions (session_id, request_hash, completed, expires_at)
        VALUES (@session_id, @request_hash, @completed, @expires_at)
        ON CONFLICT (session_id) DO UPDATE SET completed = excluded.completed
        """;

    private const string Spend =
        "DELETE FROM interactive_sessions WHERE session_id = @session_id RETURNING request_hash, completed, expires_at";

    private const string Sweep = "DELETE FROM interactive_sessions WHERE expires_at < @now";

    public ValueTask<InteractiveSession?> FindAsync(string sessionId, CancellationToken cancel) =>
        database.ReadAsync(sql => sql.First(Find, row => Read(sessionId, row), ("session_id", sessionId)), cancel);

    public Task SaveAsync(InteractiveSession session, long now) =>
        database.WriteAsync(database.ShardOf(session.SessionId), transaction =>
        {
            transaction.Sql.Execute(Sweep, ("now", now));
            transaction.Sql.Execute(
                Save,
                ("session_id", session.SessionId),
                ("request_hash", session.RequestHash),
                ("completed", string.Join(' ', session.Completed)),
                ("expires_at", session.ExpiresAt));
        });

    public Task<InteractiveSession?> SpendAsync(string sessionId) =>
        database.WriteAsync(database.ShardOf(sessionId), transaction =>
            transaction.Sql.First(Spend, row => Read(sessionId, row), ("session_id", sessionId)));

    private static InteractiveSession Read(string sessionId, DbDataReader row) => new()
    {
        SessionId = sessionId,
        RequestHash = row.GetFieldValue<byte[]>(0),
        Completed = row.GetString(1).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ExpiresAt = row.GetInt64(2),
    };
}
