using System.Data.Common;
using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Accounts;

/// <summary>Sessions and their tokens in SQL.</summary>
public sealed class SessionStore(Database database) : ISessionStore
{
    private const string OwnerColumns = "d.nid, d.user_id, d.device_id, a.is_guest, a.is_administrator, a.is_locked, a.is_suspended";

    private const string Find = $"""
        SELECT {OwnerColumns}, t.expires_at, r.hash
        FROM access_tokens t
        JOIN devices d ON d.nid = t.device
        JOIN accounts a ON a.user_id = d.user_id
        LEFT JOIN refresh_tokens r ON r.device = t.device AND r.successor = t.refresh_hash
        WHERE t.hash = @hash
        """;

    private const string IsAlive = "SELECT 1 FROM accounts WHERE user_id = @user_id AND deactivated_at IS NULL";

    private const string FindRefresh = $"""
        SELECT {OwnerColumns}, r.successor
        FROM refresh_tokens r
        JOIN devices d ON d.nid = r.device
        JOIN accounts a ON a.user_id = d.user_id
        WHERE r.hash = @hash
        """;

    private const string HolderByRefresh = """
        SELECT d.user_id, d.device_id, d.client_id
        FROM refresh_tokens r JOIN devices d ON d.nid = r.device WHERE r.hash = @hash
        """;

    private const string HolderByAccess = """
        SELECT d.user_id, d.device_id, d.client_id
        FROM access_tokens t JOIN devices d ON d.nid = t.device WHERE t.hash = @hash
        """;

    private const string SetSuccessor = "UPDATE refresh_tokens SET successor = @successor WHERE hash = @hash";

    private const string Predecessors = """
        SELECT r.hash FROM refresh_tokens r
        JOIN access_tokens t ON t.device = r.device AND t.refresh_hash = r.successor
        WHERE t.hash = @hash
        """;

    private const string PredecessorsOfRefresh = "SELECT hash FROM refresh_tokens WHERE device = @device AND successor = @hash";

    private const string EndRefresh = "DELETE FROM refresh_tokens WHERE hash = @hash";

    private const string EndAccessOfRefresh =
        "DELETE FROM access_tokens WHERE device = @device AND refresh_hash = @hash RETURNING hash";

    private const string EndAccessWithRefresh = """
        DELETE FROM access_tokens WHERE refresh_hash = @refresh
        AND device = (SELECT device FROM access_tokens WHERE hash = @hash) RETURNING hash
        """;

    public ValueTask<StoredToken?> FindAsync(TokenHash accessToken, CancellationToken cancel) =>
        database.ReadAsync(
            sql => sql.First(
                Find,
                row => new StoredToken
                {
                    Owner = Owner(row),
                    ExpiresAt = row.IsDBNull(7) ? null : row.GetInt64(7),
                    NeedsConfirmation = !row.IsDBNull(8),
                },
                ("hash", accessToken.ToBytes())),
            cancel);

    public Task<IReadOnlyList<TokenHash>?> OpenAsync(NewSession session) =>
        database.WriteAsync<IReadOnlyList<TokenHash>?>(database.ShardOf(session.UserId.ToString()), transaction =>
            transaction.Sql.Number(IsAlive, ("user_id", session.UserId.ToString())) is null
                ? null
                : SessionRows.Open(transaction.Sql, session));

    public async Task<Refreshed?> RefreshAsync(TokenHash refreshToken, NewTokens tokens, CancellationToken cancel)
    {
        var hash = refreshToken.ToBytes();
        var found = await database.ReadAsync(sql => sql.First(FindRefresh, Owner, ("hash", hash)), cancel);
        return found is null
            ? null
            : await database.WriteAsync(
                database.ShardOf(found.UserId.ToString()), transaction => Refresh(transaction.Sql, hash, tokens));
    }

    public ValueTask<TokenHolder?> FindByRefreshTokenAsync(TokenHash refreshToken, CancellationToken cancel) =>
        database.ReadAsync(sql => sql.First(HolderByRefresh, Holder, ("hash", refreshToken.ToBytes())), cancel);

    public ValueTask<TokenHolder?> FindByAccessTokenAsync(TokenHash accessToken, CancellationToken cancel) =>
        database.ReadAsync(sql => sql.First(HolderByAccess, Holder, ("hash", accessToken.ToBytes())), cancel);

    public Task<IReadOnlyList<TokenHash>> ConfirmAsync(UserId user, TokenHash accessToken) =>
        database.WriteAsync<IReadOnlyList<TokenHash>>(database.ShardOf(user.ToString()), transaction =>
        {
            var ended = new List<TokenHash>();
            foreach (var predecessor in transaction.Sql.All(Predecessors, Bytes, ("hash", accessToken.ToBytes())))
            {
                ended.AddRange(transaction.Sql.All(
                    EndAccessWithRefresh, SessionRows.Hash, ("refresh", predecessor), ("hash", accessToken.ToBytes())));
                transaction.Sql.Execute(EndRefresh, ("hash", predecessor));
            }

            return ended;
        });

    private static Refreshed? Refresh(Session sql, byte[] hash, NewTokens tokens)
    {
        if (sql.First(FindRefresh, row => (Owner: Owner(row), Successor: row.IsDBNull(7) ? null : row.GetFieldValue<byte[]>(7)), ("hash", hash))
            is not { Owner: { } owner } found)
        {
            return null;
        }

        var ended = new List<TokenHash>();

        // The successor never arrived, or the client would have used it: its pair ends.
        if (found.Successor is { } unused)
        {
            ended.AddRange(EndPair(sql, owner.SessionId, unused));
        }

        // This token was the successor of another, and is now seen in use.
        foreach (var predecessor in sql.All(PredecessorsOfRefresh, Bytes, ("device", owner.SessionId), ("hash", hash)))
        {
            ended.AddRange(EndPair(sql, owner.SessionId, predecessor));
        }

        SessionRows.AddTokens(sql, owner.SessionId, tokens);
        sql.Execute(SetSuccessor, ("successor", tokens.RefreshToken!.Value.ToBytes()), ("hash", hash));
        return new Refreshed(owner, ended);
    }

    private static List<TokenHash> EndPair(Session sql, long device, byte[] refresh)
    {
        sql.Execute(EndRefresh, ("hash", refresh));
        return sql.All(EndAccessOfRefresh, SessionRows.Hash, ("device", device), ("hash", refresh));
    }

    private static TokenOwner Owner(DbDataReader row) => new()
    {
        SessionId = row.GetInt64(0),
        UserId = UserId.Parse(row.GetString(1)),
        DeviceId = DeviceId.Parse(row.GetString(2)),
        IsGuest = row.GetInt64(3) != 0,
        IsAdministrator = row.GetInt64(4) != 0,
        IsLocked = row.GetInt64(5) != 0,
        IsSuspended = row.GetInt64(6) != 0,
    };

    private static TokenHolder Holder(DbDataReader row) =>
        new(UserId.Parse(row.GetString(0)), DeviceId.Parse(row.GetString(1)), row.IsDBNull(2) ? null : row.GetString(2));

    private static byte[] Bytes(DbDataReader row) => row.GetFieldValue<byte[]>(0);
}
