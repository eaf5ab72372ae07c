using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Accounts;

/// <summary>Passes in SQL.</summary>
public sealed class PassStore(Database database) : IPassStore
{
    private const string Keep = "INSERT INTO passes (hash, purpose, user_id, expires_at) VALUES (@hash, @purpose, @user_id, @expires_at)";

    private const string Sweep = "DELETE FROM passes WHERE expires_at < @now";

    private const string Find = "SELECT user_id, expires_at FROM passes WHERE hash = @hash AND purpose = @purpose";

    private const string Spend = "DELETE FROM passes WHERE hash = @hash";

    private const string Remove = "DELETE FROM passes WHERE user_id = @user_id";

    public Task KeepAsync(Pass pass, long now) =>
        database.WriteAsync(database.ShardOf(pass.UserId.ToString()), transaction =>
        {
            transaction.Sql.Execute(Sweep, ("now", now));
            transaction.Sql.Execute(
                Keep,
                ("hash", pass.Hash.ToBytes()),
                ("purpose", pass.Purpose),
                ("user_id", pass.UserId.ToString()),
                ("expires_at", pass.ExpiresAt));
        });

    public ValueTask<Pass?> FindAsync(TokenHash hash, string purpose, CancellationToken cancel) =>
        database.ReadAsync(
            sql => sql.First(
                Find,
                row => new Pass { Hash = hash, Purpose = purpose, UserId = UserId.Parse(row.GetString(0)), ExpiresAt = row.GetInt64(1) },
                ("hash", hash.ToBytes()),
                ("purpose", purpose)),
            cancel);

    public Task<bool> SpendAsync(Pass pass) =>
        database.WriteAsync(
            database.ShardOf(pass.UserId.ToString()), transaction => transaction.Sql.Execute(Spend, ("hash", pass.Hash.ToBytes())) == 1);

    /// <summary>Removes all passes of somebody within a transaction.</summary>
    internal static void RemoveAll(Session sql, UserId user) => sql.Execute(Remove, ("user_id", user.ToString()));
}
