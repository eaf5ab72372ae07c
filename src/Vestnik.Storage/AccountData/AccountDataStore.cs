using Vestnik.Homeserver.AccountData;
using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.AccountData;

/// <summary>Account data in SQL.</summary>
public sealed class AccountDataStore(Database database) : IAccountData
{
    private const long MostEntries = 20_000;

    private const string Find =
        "SELECT content FROM account_data WHERE user_id = @user_id AND room_id = @room_id AND type = @type";

    private const string Changed = """
        SELECT room_id, type, content, position FROM account_data
        WHERE user_id = @user_id AND position > @after ORDER BY position
        """;

    private const string Count = "SELECT COUNT(*) FROM account_data WHERE user_id = @user_id";

    private const string Put = """
        INSERT INTO account_data (user_id, room_id, type, content, position)
        VALUES (@user_id, @room_id, @type, @content, @position)
        ON CONFLICT (user_id, room_id, type) DO UPDATE SET content = excluded.content, position = excluded.position
        """;

    public ValueTask<byte[]?> FindAsync(UserId user, RoomId? room, string type, CancellationToken cancel) =>
        database.ReadAsync(sql => Stored(sql, user, room, type), cancel);

    public async ValueTask<IReadOnlyList<AccountDatum>> ChangedAsync(UserId user, long after, CancellationToken cancel) =>
        await database.ReadAsync(
            sql => sql.All(
                Changed,
                row => new AccountDatum(
                    row.GetString(0) is { Length: > 0 } room ? RoomId.Parse(room) : null,
                    row.GetString(1),
                    row.GetFieldValue<byte[]>(2),
                    row.GetInt64(3)),
                ("user_id", user.ToString()),
                ("after", after)),
            cancel);

    public Task<Outcome<long>> PutAsync(UserId user, RoomId? room, string type, ReadOnlyMemory<byte> content)
    {
        var bytes = content.ToArray();
        return ChangeAsync(user, room, type, _ => bytes);
    }

    public Task<Outcome<long>> ChangeAsync(UserId user, RoomId? room, string type, Func<byte[]?, Outcome<byte[]>> change) =>
        database.WriteAsync(database.ShardOf(user.ToString()), transaction =>
        {
            var stored = Stored(transaction.Sql, user, room, type);
            if (stored is null && transaction.Sql.Number(Count, ("user_id", user.ToString())) >= MostEntries)
            {
                return MatrixError.Of("M_RESOURCE_LIMIT_EXCEEDED", 403, "This account stores too many entries of account data.");
            }

            return change(stored).Select(content => Keep(transaction, user, room, type, content));
        });

    private static long Keep(WriteTransaction transaction, UserId user, RoomId? room, string type, byte[] content)
    {
        var position = transaction.Announce(new AccountDataChanged(user, room, type));
        transaction.Sql.Execute(
            Put,
            ("user_id", user.ToString()),
            ("room_id", room?.ToString() ?? ""),
            ("type", type),
            ("content", content),
            ("position", position));
        return position;
    }

    private static byte[]? Stored(Session sql, UserId user, RoomId? room, string type) => sql.First(
        Find,
        row => row.GetFieldValue<byte[]>(0),
        ("user_id", user.ToString()),
        ("room_id", room?.ToString() ?? ""),
        ("type", type));
}
