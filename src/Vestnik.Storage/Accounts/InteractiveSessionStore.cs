using System.Data.Common;
using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Accounts;

/// <summary>User-interactive authentication sessions in SQL, under the hash of their ids.</summary>
public sealed class InteractiveSessionStore(Database database) : IInteractiveSessionStore
{
    private const string Columns = "request_hash, completed, expires_at, sealed_request, registered";

    private const string Find = $"SELECT {Columns} FROM interactive_sessions WHERE session_id = @session_id";

    private const string Save = """
        INSERT INTO interactive_sessions (session_id, request_hash, completed, expires_at, sealed_request)
        VALUES (@session_id, @request_hash, @completed, @expires_at, @sealed_request)
        ON CONFLICT (session_id) DO UPDATE SET completed = excluded.completed
        """;

    private const string Complete = "UPDATE interactive_sessions SET registered = @registered WHERE session_id = @session_id";

    private const string Spend = $"DELETE FROM interactive_sessions WHERE session_id = @session_id RETURNING {Columns}";

    private const string Sweep = "DELETE FROM interactive_sessions WHERE expires_at < @now";

    public ValueTask<InteractiveSession?> FindAsync(string sessionId, CancellationToken cancel) =>
        database.ReadAsync(
            sql => sql.First(Find, row => Read(sessionId, row), ("session_id", SealedRequest.NameOf(sessionId))), cancel);

    public Task SaveAsync(InteractiveSession session, long now)
    {
        var name = SealedRequest.NameOf(session.SessionId);
        var request = session.Body is null ? null : SealedRequest.Seal(session.Body, session.SessionId);
        return database.WriteAsync(database.ShardOf(name), transaction =>
        {
            transaction.Sql.Execute(Sweep, ("now", now));
            transaction.Sql.Execute(
                Save,
                ("session_id", name),
                ("request_hash", session.Request.ToBytes()),
                ("completed", string.Join(' ', session.Completed)),
                ("expires_at", session.ExpiresAt),
                ("sealed_request", request));
        });
    }

    public Task CompleteAsync(string sessionId, UserId registered)
    {
        var name = SealedRequest.NameOf(sessionId);
        return database.WriteAsync(database.ShardOf(name), transaction =>
            transaction.Sql.Execute(Complete, ("registered", registered.ToString()), ("session_id", name)));
    }

    public Task<InteractiveSession?> SpendAsync(string sessionId)
    {
        var name = SealedRequest.NameOf(sessionId);
        return database.WriteAsync(database.ShardOf(name), transaction =>
            transaction.Sql.First(Spend, row => Read(sessionId, row), ("session_id", name)));
    }

    private static InteractiveSession Read(string sessionId, DbDataReader row) => new()
    {
        SessionId = sessionId,
        Request = RequestHash.FromBytes(row.GetFieldValue<byte[]>(0)),
        Completed = row.GetString(1).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ExpiresAt = row.GetInt64(2),
        Body = row.IsDBNull(3) ? null : SealedRequest.Open(row.GetFieldValue<byte[]>(3), sessionId),
        Registered = row.IsDBNull(4) ? null : UserId.Parse(row.GetString(4)),
    };
}
