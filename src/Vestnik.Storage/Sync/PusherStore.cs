using System.Data.Common;
using Vestnik.Homeserver.Push;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Sync;

/// <summary>Pushers in SQL.</summary>
public sealed class PusherStore(Database database, TimeProvider clock) : IPusherStore
{
    private const long MostOfOnePerson = 100;

    /// <summary>The columns that <see cref="Read"/> expects.</summary>
    internal const string Columns = "app_id, pushkey, kind, app_display_name, device_display_name, profile_tag, lang, data, pushed_at, failures";

    internal const int ColumnCount = 10;

    private const string Find = $"SELECT {Columns} FROM pushers WHERE user_id = @user_id ORDER BY app_id, pushkey";

    private const string Others = "SELECT COUNT(*) FROM pushers WHERE user_id = @user_id AND NOT (app_id = @app_id AND pushkey = @pushkey)";

    private const string Set = """
        INSERT INTO pushers
          (user_id, app_id, pushkey, device, kind, app_display_name, device_display_name, profile_tag, lang, data,
           set_at, lease_until, reads, badge, failures)
        VALUES (@user_id, @app_id, @pushkey, @device, @kind, @app, @display_name, @profile_tag, @lang, @data, @set_at, 0, 0, 0, 0)
        ON CONFLICT (user_id, app_id, pushkey) DO UPDATE SET
          device = excluded.device, kind = excluded.kind, app_display_name = excluded.app_display_name,
          device_display_name = excluded.device_display_name, profile_tag = excluded.profile_tag, lang = excluded.lang, data = excluded.data,
          set_at = excluded.set_at, failures = 0, due = CASE WHEN pushers.due > excluded.set_at THEN excluded.set_at ELSE pushers.due END
        """;

    private const string AreThereAny = "SELECT 1 FROM pushers LIMIT 1";

    // Nobody was looked for while nobody had a pusher: the first one hears of what happens from now on.
    private const string ForgetProgress = "DELETE FROM push_progress";

    private const string BeginProgress = "INSERT INTO push_progress (shard, position, previous) SELECT shard, head, head FROM shards";

    private const string OfOthers = "app_id = @app_id AND pushkey = @pushkey AND user_id <> @user_id";

    private const string One = "user_id = @user_id AND app_id = @app_id AND pushkey = @pushkey";

    private const string OfDevice = "device = @device";

    private const string Remaining = "SELECT COUNT(*) FROM pushers WHERE user_id = @user_id";

    public async ValueTask<IReadOnlyList<Pusher>> OfAsync(UserId user, CancellationToken cancel) =>
        await database.ReadAsync(sql => sql.All(Find, row => Read(user, row, first: 0), ("user_id", user.ToString())), cancel);

    public Task<Outcome<bool>> SetAsync(Pusher pusher, long session, bool alone) =>
        database.WriteAsync<Outcome<bool>>(database.ShardOf(pusher.UserId.ToString()), transaction =>
        {
            var (user, app, key) = (("user_id", (object?)pusher.UserId.ToString()), ("app_id", (object?)pusher.AppId), ("pushkey", (object?)pusher.PushKey));
            if (transaction.Sql.Number(Others, user, app, key) >= MostOfOnePerson)
            {
                return MatrixError.Of("M_RESOURCE_LIMIT_EXCEEDED", 403, "This account has set too many pushers.");
            }

            if (alone)
            {
                Remove(transaction.Sql, OfOthers, app, key, user);
            }

            if (transaction.Sql.Number(AreThereAny) is null)
            {
                transaction.Sql.Execute(ForgetProgress);
                transaction.Sql.Execute(BeginProgress);
            }

            transaction.Sql.Execute(
                Set,
                user,
                app,
                key,
                ("device", session),
                ("kind", pusher.Kind),
                ("app", pusher.AppDisplayName),
                ("display_name", pusher.DeviceDisplayName),
                ("profile_tag", pusher.ProfileTag),
                ("lang", pusher.Language),
                ("data", pusher.Data),
                ("set_at", clock.GetUtcNow().ToUnixTimeMilliseconds()));
            transaction.Announce(new PushersChanged(pusher.UserId, HasAny: true));
            return true;
        });

    public Task RemoveAsync(UserId user, string appId, string pushKey) =>
        database.WriteAsync(database.ShardOf(user.ToString()), transaction =>
        {
            Remove(transaction.Sql, One, ("user_id", user.ToString()), ("app_id", appId), ("pushkey", pushKey));
            Tell(transaction, user);
        });

    /// <summary>Ends the pushers of a person's session within a transaction of their shard.</summary>
    internal static void RemoveAllOf(WriteTransaction transaction, UserId user, long device)
    {
        if (Remove(transaction.Sql, OfDevice, ("device", device)) > 0)
        {
            Tell(transaction, user);
        }
    }

    /// <param name="user">Whose it is.</param>
    /// <param name="row">A row.</param>
    /// <param name="first">Where <see cref="Columns"/> begin in it.</param>
    internal static Pusher Read(UserId user, DbDataReader row, int first) => new()
    {
        UserId = user,
        AppId = row.GetString(first),
        PushKey = row.GetString(first + 1),
        Kind = row.GetString(first + 2),
        AppDisplayName = row.GetString(first + 3),
        DeviceDisplayName = row.GetString(first + 4),
        ProfileTag = row.IsDBNull(first + 5) ? null : row.GetString(first + 5),
        Language = row.GetString(first + 6),
        Data = row.GetFieldValue<byte[]>(first + 7),
        PushedAt = row.IsDBNull(first + 8) ? null : row.GetInt64(first + 8),
        IsFailing = row.GetInt64(first + 9) > 0,
    };

    // What they are owed goes with them.
    private static int Remove(Session sql, string which, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        sql.Execute($"DELETE FROM pushes WHERE pusher IN (SELECT nid FROM pushers WHERE {which})", values);
        return sql.Execute($"DELETE FROM pushers WHERE {which}", values);
    }

    private static void Tell(WriteTransaction transaction, UserId user)
    {
        if (transaction.Sql.Number(Remaining, ("user_id", user.ToString())) == 0)
        {
            transaction.Announce(new PushersChanged(user, HasAny: false));
        }
    }
}
