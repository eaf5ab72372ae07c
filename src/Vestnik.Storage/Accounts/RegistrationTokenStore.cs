using System.Data.Common;
using Vestnik.Homeserver.Accounts;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Accounts;

/// <summary>Registration tokens in SQL.</summary>
public sealed class RegistrationTokenStore(Database database) : IRegistrationTokenStore
{
    private const string Columns = "token, uses_allowed, uses, created_at, expires_at";

    private const string Add = $"""
        INSERT INTO registration_tokens ({Columns}) VALUES (@token, @uses_allowed, @uses, @created_at, @expires_at)
        ON CONFLICT DO NOTHING
        """;

    private const string Find = $"SELECT {Columns} FROM registration_tokens WHERE token = @token";

    private const string List = $"SELECT {Columns} FROM registration_tokens ORDER BY created_at, token";

    private const string Replace = """
        UPDATE registration_tokens SET uses_allowed = @uses_allowed, expires_at = @expires_at WHERE token = @token
        """;

    private const string Take = """
        UPDATE registration_tokens SET uses = uses + 1
        WHERE token = @token AND (uses_allowed IS NULL OR uses < uses_allowed) AND (expires_at IS NULL OR expires_at > @now)
        """;

    private const string Remove = "DELETE FROM registration_tokens WHERE token = @token";

    public Task<bool> AddAsync(RegistrationToken token) =>
        database.WriteAsync(database.ShardOf(token.Token), transaction => transaction.Sql.Execute(
            Add,
            ("token", token.Token),
            ("uses_allowed", token.UsesAllowed),
            ("uses", token.Uses),
            ("created_at", token.CreatedAt),
            ("expires_at", token.ExpiresAt)) == 1);

    public ValueTask<RegistrationToken?> FindAsync(string token, CancellationToken cancel) =>
        database.ReadAsync(sql => sql.First(Find, Read, ("token", token)), cancel);

    public async ValueTask<IReadOnlyList<RegistrationToken>> ListAsync(CancellationToken cancel) =>
        await database.ReadAsync(sql => sql.All(List, Read), cancel);

    public Task<bool> ReplaceAsync(string token, long? usesAllowed, long? expiresAt) =>
        database.WriteAsync(database.ShardOf(token), transaction => transaction.Sql.Execute(
            Replace, ("uses_allowed", usesAllowed), ("expires_at", expiresAt), ("token", token)) == 1);

    public Task<bool> TakeAsync(string token, long now) =>
        database.WriteAsync(
            database.ShardOf(token), transaction => transaction.Sql.Execute(Take, ("token", token), ("now", now)) == 1);

    public Task<bool> RemoveAsync(string token) =>
        database.WriteAsync(database.ShardOf(token), transaction => transaction.Sql.Execute(Remove, ("token", token)) == 1);

    private static RegistrationToken Read(DbDataReader row) => new()
    {
        Token = row.GetString(0),
        UsesAllowed = row.IsDBNull(1) ? null : row.GetInt64(1),
        Uses = row.GetInt64(2),
        CreatedAt = row.GetInt64(3),
        ExpiresAt = row.IsDBNull(4) ? null : row.GetInt64(4),
    };
}
