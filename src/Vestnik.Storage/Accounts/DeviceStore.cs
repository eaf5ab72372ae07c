using System.Data.Common;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Devices;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;
using Vestnik.Storage.Keys;
using Vestnik.Storage.Sync;

namespace Vestnik.Storage.Accounts;

/// <summary>Devices in SQL.</summary>
public sealed class DeviceStore(Database database) : IDeviceStore
{
    private const string Columns = "device_id, display_name, last_seen_at, last_seen_address, nid, client_id";

    private const string List = $"SELECT {Columns} FROM devices WHERE user_id = @user_id ORDER BY nid";

    private const string Find = $"SELECT {Columns} FROM devices WHERE user_id = @user_id AND device_id = @device_id";

    private const string Create = """
        INSERT INTO devices (user_id, device_id, display_name, created_at) VALUES (@user_id, @device_id, @display_name, @created_at)
        ON CONFLICT DO NOTHING
        """;

    private const string Rename =
        "UPDATE devices SET display_name = @display_name WHERE user_id = @user_id AND device_id = @device_id";

    private const string Remove = "DELETE FROM devices WHERE user_id = @user_id AND device_id = @device_id RETURNING nid";

    private const string MarkSeen =
        "UPDATE devices SET last_seen_at = @seen_at, last_seen_address = @address WHERE nid = @nid";

    public async ValueTask<IReadOnlyList<Device>> ListAsync(UserId user, CancellationToken cancel) =>
        await database.ReadAsync(sql => sql.All(List, Read, ("user_id", user.ToString())), cancel);

    public ValueTask<Device?> FindAsync(UserId user, DeviceId device, CancellationToken cancel) =>
        database.ReadAsync(
            sql => sql.First(Find, Read, ("user_id", user.ToString()), ("device_id", device.ToString())), cancel);

    public Task<bool> CreateAsync(UserId user, DeviceId device, string? displayName, long at) =>
        database.WriteAsync(Shard(user), transaction => transaction.Sql.Execute(
            Create,
            ("user_id", user.ToString()), ("device_id", device.ToString()), ("display_name", displayName), ("created_at", at)) == 1);

    public Task<bool> RenameAsync(UserId user, DeviceId device, string? displayName) =>
        database.WriteAsync(Shard(user), transaction =>
        {
            var renamed = transaction.Sql.Execute(
                Rename,
            ("display_name", displayName), ("user_id", user.ToString()), ("device_id", device.ToString())) == 1;
            if (renamed)
            {
                DeviceKeyRows.Renamed(transaction, user);
            }

            return renamed;
        });

    public Task<IReadOnlyList<TokenHash>> RemoveAsync(UserId user, IReadOnlyList<DeviceId> devices) =>
        database.WriteAsync<IReadOnlyList<TokenHash>>(
            Shard(user), transaction => [.. devices.SelectMany(device => RemoveOne(transaction, user, device))]);

    public Task<IReadOnlyList<TokenHash>> RemoveAllAsync(UserId user, DeviceId? except) =>
        database.WriteAsync(Shard(user), transaction => RemoveAll(transaction, user, except));

    public Task MarkSeenAsync(long sessionId, UserId user, long seenAt, string? address) =>
        database.WriteAsync(Shard(user), transaction => transaction.Sql.Execute(
            MarkSeen, ("seen_at", seenAt), ("address", address), ("nid", sessionId)));

    /// <summary>Removes all devices but one within a transaction of the user's shard.</summary>
    internal static IReadOnlyList<TokenHash> RemoveAll(WriteTransaction transaction, UserId user, DeviceId? except)
    {
        var devices = transaction.Sql.All(List, row => DeviceId.Parse(row.GetString(0)), ("user_id", user.ToString()));
        return [.. devices.Where(device => device != except).SelectMany(device => RemoveOne(transaction, user, device))];
    }

    private static List<TokenHash> RemoveOne(WriteTransaction transaction, UserId user, DeviceId device)
    {
        if (transaction.Sql.Number(Remove, ("user_id", user.ToString()), ("device_id", device.ToString())) is not { } nid)
        {
            return [];
        }

        DeviceKeyRows.Remove(transaction, user, device, nid);
        PusherStore.RemoveAllOf(transaction, user, nid);
        return SessionRows.EndTokens(transaction.Sql, nid);
    }

    private int Shard(UserId user) => database.ShardOf(user.ToString());

    private static Device Read(DbDataReader row) => new()
    {
        DeviceId = DeviceId.Parse(row.GetString(0)),
        DisplayName = row.IsDBNull(1) ? null : row.GetString(1),
        LastSeenAt = row.IsDBNull(2) ? null : row.GetInt64(2),
        LastSeenAddress = row.IsDBNull(3) ? null : row.GetString(3),
        SessionId = row.GetInt64(4),
        ClientId = row.IsDBNull(5) ? null : row.GetString(5),
    };
}
