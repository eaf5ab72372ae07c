using System.Data.Common;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Timers;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Contacts;
using Vestnik.Storage.Engine;
using Vestnik.Storage.Keys;
using Vestnik.Storage.Profiles;
using Vestnik.Storage.Sync;
using Vestnik.Storage.Timers;

namespace Vestnik.Storage.Accounts;

/// <summary>Accounts in SQL.</summary>
public sealed class AccountStore(Database database) : IAccountStore
{
    internal const string Columns = "user_id, is_guest, is_administrator, password_hash, created_at, deactivated_at, is_locked, is_suspended, keys_replaceable_until";

    private const string Find = $"SELECT {Columns} FROM accounts WHERE user_id = @user_id";

    private const string List = $"SELECT {Columns} FROM accounts WHERE user_id > @after ORDER BY user_id LIMIT @limit";

    private const string Create = """
        INSERT INTO accounts (user_id, is_guest, is_administrator, password_hash, created_at)
        VALUES (@user_id, @is_guest, @is_administrator, @password_hash, @created_at)
        ON CONFLICT DO NOTHING
        """;

    private const string Deactivate = """
        UPDATE accounts SET deactivated_at = @at, is_erased = @erase, password_hash = NULL
        WHERE user_id = @user_id AND deactivated_at IS NULL
        """;

    private const string RemoveProfile = "DELETE FROM profile_fields WHERE user_id = @user_id";

    private const string RemoveAccountData = "DELETE FROM account_data WHERE user_id = @user_id";

    private const string RemoveFilters = "DELETE FROM filters WHERE user_id = @user_id";

    private const string SetLock = "UPDATE accounts SET is_locked = @holds WHERE user_id = @user_id AND deactivated_at IS NULL";

    private const string SetSuspension = "UPDATE accounts SET is_suspended = @holds WHERE user_id = @user_id AND deactivated_at IS NULL";

    private const string SetAdministrator =
        "UPDATE accounts SET is_administrator = @administers WHERE user_id = @user_id AND deactivated_at IS NULL";

    private const string TokensOf =
        "SELECT t.hash FROM access_tokens t JOIN devices d ON d.nid = t.device WHERE d.user_id = @user_id";

    private const string SetPassword =
        "UPDATE accounts SET password_hash = @password_hash WHERE user_id = @user_id AND deactivated_at IS NULL";

    private const string AllowKeys = "UPDATE accounts SET keys_replaceable_until = @until WHERE user_id = @user_id";

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
            if (created && !account.IsGuest)
            {
                DirectoryStore.List(transaction.Sql, account.UserId, displayName: null);
            }

            if (created && session is not null)
            {
                SessionRows.Open(transaction.Sql, session);
            }

            return created;
        });

    public Task<IReadOnlyList<TokenHash>?> SetPasswordAsync(UserId user, string passwordHash, KeptDevices kept) =>
        database.WriteAsync(database.ShardOf(user.ToString()), transaction =>
        {
            var known = transaction.Sql.Execute(SetPassword, ("password_hash", passwordHash), ("user_id", user.ToString())) == 1;
            PassStore.RemoveAll(transaction.Sql, user);
            TicketStore.RemoveAll(transaction.Sql, user);
            BrowserSessionStore.RemoveAll(transaction.Sql, user);
            return known ? kept.KeepsAll ? [] : DeviceStore.RemoveAll(transaction, user, kept.Device) : null;
        });

    public Task<IReadOnlyList<TokenHash>?> DeactivateAsync(UserId user, bool erase, long at, Errand errand) =>
        database.WriteAsync(database.ShardOf(user.ToString()), transaction =>
        {
            if (transaction.Sql.Execute(Deactivate, ("at", at), ("erase", erase ? 1L : 0L), ("user_id", user.ToString())) == 0)
            {
                return null;
            }

            DirectoryStore.Strike(transaction.Sql, user);
            transaction.Sql.Execute(RemoveProfile, ("user_id", user.ToString()));
            transaction.Sql.Execute(RemoveAccountData, ("user_id", user.ToString()));
            PassStore.RemoveAll(transaction.Sql, user);
            TicketStore.RemoveAll(transaction.Sql, user);
            BrowserSessionStore.RemoveAll(transaction.Sql, user);
            SecondFactorStore.RemoveAll(transaction.Sql, user);
            PasskeyStore.RemoveAll(transaction.Sql, user);
            ContactRows.RemoveAll(transaction.Sql, user);
            transaction.Sql.Execute(RemoveFilters, ("user_id", user.ToString()));
            PushRuleStore.Remove(transaction.Sql, database.Names, user);
            OwnedKeyRows.RemoveAll(transaction, user);
            TimerRows.Set(transaction, errand);
            if (erase)
            {
                transaction.Announce(new AccountErased(user, at));
            }

            return DeviceStore.RemoveAll(transaction, user, except: null);
        });

    public Task<IReadOnlyList<TokenHash>> RestrainAsync(UserId user, Restraint restraint, bool holds) =>
        database.WriteAsync<IReadOnlyList<TokenHash>>(database.ShardOf(user.ToString()), transaction =>
        {
            transaction.Sql.Execute(
                restraint == Restraint.Lock ? SetLock : SetSuspension, ("holds", holds ? 1L : 0L), ("user_id", user.ToString()));
            return transaction.Sql.All(TokensOf, SessionRows.Hash, ("user_id", user.ToString()));
        });

    public Task<IReadOnlyList<TokenHash>> SetAdministratorAsync(UserId user, bool administers) =>
        database.WriteAsync<IReadOnlyList<TokenHash>>(database.ShardOf(user.ToString()), transaction =>
        {
            transaction.Sql.Execute(SetAdministrator, ("administers", administers ? 1L : 0L), ("user_id", user.ToString()));
            return transaction.Sql.All(TokensOf, SessionRows.Hash, ("user_id", user.ToString()));
        });

    public async ValueTask<IReadOnlyList<Account>> ListAsync(UserId? after, int limit, CancellationToken cancel) =>
        await database.ReadAsync(
            sql => sql.All(List, Read, ("after", after?.ToString() ?? ""), ("limit", (long)limit)), cancel);

    public Task AllowKeysAsync(UserId user, long? until) =>
        database.WriteAsync(database.ShardOf(user.ToString()), transaction =>
            transaction.Sql.Execute(AllowKeys, ("until", until), ("user_id", user.ToString())));

    internal static Account Read(DbDataReader row) => new()
    {
        UserId = UserId.Parse(row.GetString(0)),
        IsGuest = row.GetInt64(1) != 0,
        IsAdministrator = row.GetInt64(2) != 0,
        PasswordHash = row.IsDBNull(3) ? null : row.GetString(3),
        CreatedAt = row.GetInt64(4),
        DeactivatedAt = row.IsDBNull(5) ? null : row.GetInt64(5),
        IsLocked = row.GetInt64(6) != 0,
        IsSuspended = row.GetInt64(7) != 0,
        KeysReplaceableUntil = row.IsDBNull(8) ? null : row.GetInt64(8),
    };
}
