using System.Data.Common;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Passkeys;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Accounts;

/// <summary>Passkeys and their challenges in SQL.</summary>
public sealed class PasskeyStore(Database database) : IPasskeyStore
{
    private const string Columns = "credential_id, user_id, public_key, counter, created_at, last_used_at";

    private const string List = $"SELECT {Columns} FROM passkeys WHERE user_id = @user_id ORDER BY created_at, credential_id";

    private const string Find = $"SELECT {Columns} FROM passkeys WHERE credential_id = @credential_id";

    private const string Add = """
        INSERT INTO passkeys (credential_id, user_id, public_key, counter, created_at)
        VALUES (@credential_id, @user_id, @public_key, @counter, @created_at)
        ON CONFLICT DO NOTHING
        """;

    private const string Used = """
        UPDATE passkeys SET counter = @counter, last_used_at = @at WHERE credential_id = @credential_id AND counter = @before
        """;

    private const string Remove = "DELETE FROM passkeys WHERE user_id = @user_id AND credential_id = @credential_id";

    private const string RemoveOfUser = "DELETE FROM passkeys WHERE user_id = @user_id";

    private const string Ask = """
        INSERT INTO passkey_challenges (hash, browser, purpose, expires_at) VALUES (@hash, @browser, @purpose, @expires_at)
        """;

    private const string Sweep = "DELETE FROM passkey_challenges WHERE expires_at < @now";

    private const string Spend = "DELETE FROM passkey_challenges WHERE hash = @hash RETURNING browser, purpose, expires_at";

    public async ValueTask<IReadOnlyList<Passkey>> ListAsync(UserId user, CancellationToken cancel) =>
        await database.ReadAsync(sql => sql.All(List, Read, ("user_id", user.ToString())), cancel);

    public ValueTask<Passkey?> FindAsync(byte[] credentialId, CancellationToken cancel) =>
        database.ReadAsync(sql => sql.First(Find, Read, ("credential_id", credentialId)), cancel);

    public Task<bool> AddAsync(Passkey passkey) =>
        database.WriteAsync(Shard(passkey.UserId), transaction => transaction.Sql.Execute(
            Add,
            ("credential_id", passkey.CredentialId),
            ("user_id", passkey.UserId.ToString()),
            ("public_key", passkey.PublicKey),
            ("counter", passkey.Counter),
            ("created_at", passkey.CreatedAt)) == 1);

    public Task<bool> UsedAsync(Passkey passkey, long counter, long at) =>
        database.WriteAsync(Shard(passkey.UserId), transaction => transaction.Sql.Execute(
            Used, ("counter", counter), ("at", at), ("credential_id", passkey.CredentialId), ("before", passkey.Counter)) == 1);

    public Task RemoveAsync(UserId user, byte[] credentialId) =>
        database.WriteAsync(Shard(user), transaction => transaction.Sql.Execute(
            Remove, ("user_id", user.ToString()), ("credential_id", credentialId)));

    public Task AskAsync(PasskeyChallenge challenge, long now) =>
        database.WriteAsync(ShardOfChallenges, transaction =>
        {
            transaction.Sql.Execute(Sweep, ("now", now));
            transaction.Sql.Execute(
                Ask,
                ("hash", challenge.Hash.ToBytes()),
                ("browser", challenge.Browser.ToBytes()),
                ("purpose", challenge.Purpose),
                ("expires_at", challenge.ExpiresAt));
        });

    public Task<PasskeyChallenge?> SpendAsync(TokenHash hash) =>
        database.WriteAsync(ShardOfChallenges, transaction => transaction.Sql.First(
            Spend,
            row => new PasskeyChallenge(hash, TokenHash.FromBytes(row.GetFieldValue<byte[]>(0)), row.GetString(1), row.GetInt64(2)),
            ("hash", hash.ToBytes())));

    /// <summary>Removes all passkeys of somebody within a transaction.</summary>
    internal static void RemoveAll(Session sql, UserId user) => sql.Execute(RemoveOfUser, ("user_id", user.ToString()));

    private int ShardOfChallenges => database.ShardOf(nameof(PasskeyChallenge));

    private int Shard(UserId user) => database.ShardOf(user.ToString());

    private static Passkey Read(DbDataReader row) => new()
    {
        CredentialId = row.GetFieldValue<byte[]>(0),
        UserId = UserId.Parse(row.GetString(1)),
        PublicKey = row.GetFieldValue<byte[]>(2),
        Counter = row.GetInt64(3),
        CreatedAt = row.GetInt64(4),
        LastUsedAt = row.IsDBNull(5) ? null : row.GetInt64(5),
    };
}
