using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Accounts;

/// <summary>Second factors in SQL.</summary>
public sealed class SecondFactorStore(Database database) : ISecondFactorStore
{
    private const string Find = """
        SELECT secret, last_step, (SELECT COUNT(*) FROM recovery_codes c WHERE c.user_id = @user_id)
        FROM second_factors WHERE user_id = @user_id
        """;

    private const string Set = """
        INSERT INTO second_factors (user_id, secret, last_step, created_at) VALUES (@user_id, @secret, @last_step, @created_at)
        """;

    private const string AddCode = "INSERT INTO recovery_codes (user_id, hash) VALUES (@user_id, @hash)";

    private const string TakeStep = "UPDATE second_factors SET last_step = @step WHERE user_id = @user_id AND last_step < @step";

    private const string TakeCode = "DELETE FROM recovery_codes WHERE user_id = @user_id AND hash = @hash";

    private const string Remove = "DELETE FROM second_factors WHERE user_id = @user_id";

    private const string RemoveCodes = "DELETE FROM recovery_codes WHERE user_id = @user_id";

    public ValueTask<SecondFactor?> FindAsync(UserId user, CancellationToken cancel) =>
        database.ReadAsync(
            sql => sql.First(
                Find,
                row => new SecondFactor(row.GetFieldValue<byte[]>(0), row.GetInt64(1), (int)row.GetInt64(2)),
                ("user_id", user.ToString())),
            cancel);

    public Task SetAsync(UserId user, SecondFactor factor, IReadOnlyList<TokenHash> recoveryCodes, long at) =>
        database.WriteAsync(Shard(user), transaction =>
        {
            RemoveAll(transaction.Sql, user);
            transaction.Sql.Execute(
                Set, ("user_id", user.ToString()), ("secret", factor.Secret), ("last_step", factor.LastStep), ("created_at", at));
            foreach (var code in recoveryCodes)
            {
                transaction.Sql.Execute(AddCode, ("user_id", user.ToString()), ("hash", code.ToBytes()));
            }
        });

    public Task<bool> TakeStepAsync(UserId user, long step) =>
        database.WriteAsync(Shard(user), transaction => transaction.Sql.Execute(TakeStep, ("step", step), ("user_id", user.ToString())) == 1);

    public Task<bool> TakeRecoveryCodeAsync(UserId user, TokenHash code) =>
        database.WriteAsync(
            Shard(user), transaction => transaction.Sql.Execute(TakeCode, ("user_id", user.ToString()), ("hash", code.ToBytes())) == 1);

    public Task RemoveAsync(UserId user) => database.WriteAsync(Shard(user), transaction => RemoveAll(transaction.Sql, user));

    /// <summary>Removes the second factor with its recovery codes within a transaction.</summary>
    internal static void RemoveAll(Session sql, UserId user)
    {
        sql.Execute(Remove, ("user_id", user.ToString()));
        sql.Execute(RemoveCodes, ("user_id", user.ToString()));
    }

    private int Shard(UserId user) => database.ShardOf(user.ToString());
}
