using System.Data.Common;
using Vestnik.Homeserver.Push;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Sync;

/// <summary>Pushers in SQL.</summary>
public sealed class PusherStore(Database database) : IPusherStore
{
    private const long MostOfOnePerson = 100;

    private const string Find = """
        SELECT app_id, pushkey, kind, app_display_name, device_display_name, profile_tag, lang, data
        FROM pushers WHERE user_id = @user_id ORDER BY app_id, pushkey
        """;

    private const string Others = "SELECT COUNT(*) FROM pushers WHERE user_id = @user_id AND NOT (app_id = @app_id AND pushkey = @pushkey)";

    private const string Set = """
        INSERT INTO pushers
          (user_id, app_id, pushkey, device, kind, app_display_name, device_display_name, profile_tag, lang, data)
        VALUES (@user_id, @app_id, @pushkey, @device, @kind, @app, @display_name, @profile_tag, @lang, @data)
        ON CONFLICT (user_id, app_id, pushkey) DO UPDATE SET
          device = excluded.device, kind = excluded.kind, app_display_name = excluded.app_display_name,
          device_display_name = excluded.device_display_name, profile_tag = excluded.profile_tag, lang = excluded.lang, data = excluded.data
        """;

    private const string RemoveOfOthers = "DELETE FROM pushers WHERE app_id = @app_id AND pushkey = @pushkey AND user_id <> @user_id";

    private const string Remove = "DELETE FROM pushers WHERE user_id = @user_id AND app_id = @app_id AND pushkey = @pushkey";

    private const string RemoveOfDevice = "DELETE FROM pushers WHERE device = @device";

    public async ValueTask<IReadOnlyList<Pusher>> OfAsync(UserId user, CancellationToken cancel) =>
        await database.ReadAsync(sql => sql.All(Find, row => Read(user, row), ("user_id", user.ToString())), cancel);

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
                transaction.Sql.Execute(RemoveOfOthers, user, app, key);
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
                ("data", pusher.Data));
            return true;
        });

    public Task RemoveAsync(UserId user, string appId, string pushKey) =>
        database.WriteAsync(database.ShardOf(user.ToString()), transaction =>
            transaction.Sql.Execute(Remove, ("user_id", user.ToString()), ("app_id", appId), ("pushkey", pushKey)));

    /// <summary>Ends the pushers of a session within a transaction.</summary>
    internal static void RemoveAllOf(Session sql, long device) => sql.Execute(RemoveOfDevice, ("device", device));

    private static Pusher Read(UserId user, DbDataReader row) => new()
    {
        UserId = user,
        AppId = row.GetString(0),
        PushKey = row.GetString(1),
        Kind = row.GetString(2),
        AppDisplayName = row.GetString(3),
        DeviceDisplayName = row.GetString(4),
        ProfileTag = row.IsDBNull(5) ? null : row.GetString(5),
        Language = row.GetString(6),
        Data = row.GetFieldValue<byte[]>(7),
    };
}
