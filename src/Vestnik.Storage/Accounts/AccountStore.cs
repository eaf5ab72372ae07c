using System.Data.Common;
using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Accounts;

/// <summary>Accounts in SQL.</summary>
public sealed class AccountStore(Database database) : IAccountStore
{
    private const string Columns = "user_id, is_guest, is_administrator, password_hash, created_at, deactivated_at";

    private const string Find = $"SELECT {Columns} FROM accounts WHERE user_id = @user_id";

    private const string List = $"SELECT {Columns} FROM accounts WHERE user_id > @after ORDER BY user_id LIMIT @limit";

    private const string Create = """
        INSERT INTO accounts (user_id, is_guest, is_administrator, password_hash, created_at)
        VALUES (@user_id, @is_guest, @is_administrator, @password_hash, @created_at)
        ON CONFLICT DO NOTHING
        """;

    private const string SetPassword =
        "UPDATE accounts SET password_hash = @password_hash WHERE user_id = @user_id AND deactivated_at IS NULL";

    public ValueTask<Account?> FindAsync(UserId user, CancellationToken cancel) =>
        database.ReadAsync(sql => sql.First(Find, Read, ("user_id", user.ToString())), cancel);

    public Task<bool> CreateAsync(Account account, NewSession? session) =>
        database.WriteAsync(database.ShardOf(account.UserId.ToString()), transaction =>
        {
            var created = transaction.Sql.Execute(
                Create,
                ("user_id", account.UserId.ToString()),
                ("is_guest", account.IsGuest ? 1L : 0L),
                ("is_administrator", account.IsAdministrator ? 1L : 0L),
                ("password_hash", account.PasswordHash),
                ("created_at", account.CreatedAt)) == 1;
            if (created && session is not null)
            {
                SessionRows.Open(transaction.Sql, session);
            }

            return created;
        });

    public Task SetPasswordAsync(UserId user, string passwordHash) =>
        database.WriteAsync(database.ShardOf(user.ToString()), transaction => transaction.Sql.Execute(
            SetPassword, ("password_hash", passwordHash), ("user_id", user.ToString())));

    public async ValueTask<IReadOnlyList<Account>> ListAsync(UserId? after, int limit, CancellationToken cancel) =>
        await database.ReadAsync(
            sql => sql.All(List, Read, ("after", after?.ToString() ?? ""), ("limit", (long)limit)), cancel);

    private static Account Read(DbDataReader row) => new()
    {
        UserId = UserId.Parse(row.GetString(0)),
        IsGuest = row.GetInt64(1) != 0,
        IsAdministrator = row.GetInt64(2) != 0,
        PasswordHash = row.IsDBNull(3) ? null : row.GetString(3),
        CreatedAt = row.GetInt64(4),
        DeactivatedAt = row.IsDBNull(5) ? null : row.GetInt64(5),
    };
}
