using System.Data.Common;
using Vestnik.Homeserver.Keys;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Keys;

/// <summary>Backups of room keys in SQL.</summary>
public sealed class KeyBackupStore(Database database) : IKeyBackupStore
{
    // A large upload goes in parts, so that it does not hold up everybody else's writes.
    private const int KeysAtOnce = 500;

    private const string Columns = "version, algorithm, parameters, key_count, changes";

    private const string NextVersion = "SELECT COALESCE(MAX(version), 0) + 1 FROM key_backups WHERE user_id = @user_id";

    private const string Create =
        "INSERT INTO key_backups (user_id, version, algorithm, parameters) VALUES (@user_id, @version, @algorithm, @parameters)";

    private const string Current =
        $"SELECT {Columns} FROM key_backups WHERE user_id = @user_id AND is_deleted = 0 ORDER BY version DESC LIMIT 1";

    private const string OneVersion = $"SELECT {Columns} FROM key_backups WHERE user_id = @user_id AND version = @version AND is_deleted = 0";

    private const string Update = "UPDATE key_backups SET parameters = @parameters WHERE user_id = @user_id AND version = @version";

    private const string MarkDeleted =
        "UPDATE key_backups SET is_deleted = 1, key_count = 0 WHERE user_id = @user_id AND version = @version";

    public Task<long> CreateAsync(UserId owner, string algorithm, byte[] parameters) =>
        WriteAsync(owner, sql =>
        {
            var version = sql.Number(NextVersion, ("user_id", owner.ToString()))!.Value;
            sql.Execute(
                Create,
                ("user_id", owner.ToString()), ("version", version), ("algorithm", algorithm), ("parameters", parameters));
            return version;
        });

    public ValueTask<KeyBackup?> FindAsync(UserId owner, long? version, CancellationToken cancel) =>
        database.ReadAsync(sql => version is { } one ? Find(sql, owner, one) : FindCurrent(sql, owner), cancel);

    public Task<Outcome<KeyBackup>> UpdateAsync(UserId owner, long version, string algorithm, byte[] parameters) =>
        WriteAsync<Outcome<KeyBackup>>(owner, sql =>
        {
            if (Find(sql, owner, version) is not { } backup)
            {
                return NoSuchVersion;
            }

            if (backup.Algorithm != algorithm)
            {
                return MatrixError.InvalidParam("The algorithm of a backup cannot change; create a new version.");
            }

            sql.Execute(Update, ("parameters", parameters), ("user_id", owner.ToString()), ("version", version));
            return backup with { Parameters = parameters };
        });

    public Task<bool> DeleteAsync(UserId owner, long version) =>
        WriteAsync(owner, sql =>
        {
            BackedUpKeyRows.Remove(sql, owner, version, room: null, session: null);
            return sql.Execute(MarkDeleted, ("user_id", owner.ToString()), ("version", version)) == 1;
        });

    public async Task<Outcome<KeyBackup>> PutKeysAsync(UserId owner, long version, IReadOnlyList<BackedUpKey> keys)
    {
        Outcome<KeyBackup> backup = NoSuchVersion;
        foreach (var some in keys.Count == 0 ? [[]] : keys.Chunk(KeysAtOnce))
        {
            backup = await WriteAsync(owner, sql => PutSome(sql, owner, version, some));
            if (!backup.Accepted(out _, out _))
            {
                break;
            }
        }

        return backup;
    }

    public async ValueTask<IReadOnlyList<BackedUpKey>> PageAsync(
        UserId owner, long version, RoomId? room, (string Room, string Session) after, int limit, CancellationToken cancel) =>
        await database.ReadAsync(sql => BackedUpKeyRows.Page(sql, owner, version, room, after, limit), cancel);

    public ValueTask<BackedUpKey?> FindKeyAsync(UserId owner, long version, RoomId room, string session, CancellationToken cancel) =>
        database.ReadAsync(sql => BackedUpKeyRows.Find(sql, owner, version, room, session), cancel);

    public Task<Outcome<KeyBackup>> DeleteKeysAsync(UserId owner, long version, RoomId? room, string? session) =>
        WriteAsync<Outcome<KeyBackup>>(owner, sql =>
        {
            if (Find(sql, owner, version) is not { } backup)
            {
                return NoSuchVersion;
            }

            var removed = BackedUpKeyRows.Remove(sql, owner, version, room, session);
            return BackedUpKeyRows.Note(sql, owner, backup, added: -removed, changed: removed > 0);
        });

    private static Outcome<KeyBackup> PutSome(Session sql, UserId owner, long version, BackedUpKey[] keys)
    {
        if (FindCurrent(sql, owner) is not { } current)
        {
            return NoSuchVersion;
        }

        if (current.Version != version)
        {
            return MatrixError.Of("M_WRONG_ROOM_KEYS_VERSION", 403, "Keys go into the current version of the backup only.") with
            {
                CurrentVersion = current.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
            };
        }

        return BackedUpKeyRows.PutAll(sql, owner, current, keys);
    }

    private static KeyBackup? Find(Session sql, UserId owner, long version) =>
        sql.First(OneVersion, Read, ("user_id", owner.ToString()), ("version", version));

    private static KeyBackup? FindCurrent(Session sql, UserId owner) => sql.First(Current, Read, ("user_id", owner.ToString()));

    private static KeyBackup Read(DbDataReader row) => new()
    {
        Version = row.GetInt64(0),
        Algorithm = row.GetString(1),
        Parameters = row.GetFieldValue<byte[]>(2),
        Count = row.GetInt64(3),
        Changes = row.GetInt64(4),
    };

    private static MatrixError NoSuchVersion => MatrixError.NotFound("There is no such backup version.");

    private Task<T> WriteAsync<T>(UserId owner, Func<Session, T> work) =>
        database.WriteAsync(database.ShardOf(owner.ToString()), transaction =>
        {
            ShardLock.Take(transaction);
            return work(transaction.Sql);
        });
}
