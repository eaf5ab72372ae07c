using Vestnik.Homeserver.Devices;
using Vestnik.Homeserver.Keys;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.ToDevice;

/// <summary>The inboxes of devices in SQL.</summary>
public sealed class ToDeviceStore(Database database) : IToDeviceStore
{
    /// <summary>So many messages may wait for one device, give or take <see cref="CheckedEvery"/>.</summary>
    private const long FullInbox = 100_000;

    // Whether an inbox is full is looked up at every so many positions of the shard: often enough for a limit so far away.
    private const long CheckedEvery = 64;

    private static readonly TimeSpan RequestsKept = TimeSpan.FromDays(7);

    private const string NoteRequest = """
        INSERT INTO to_device_requests (session, type, txn, shard, sent_at)
        VALUES (@session, @type, @txn, @shard, @sent_at)
        ON CONFLICT DO NOTHING
        """;

    private const string ForgetRequests = "DELETE FROM to_device_requests WHERE shard = @shard AND sent_at < @before";

    private const string Devices = "SELECT nid, device_id FROM devices WHERE user_id = @user_id ORDER BY nid";

    private const string OneDevice = "SELECT nid, device_id FROM devices WHERE user_id = @user_id AND device_id = @device_id";

    private const string Put = "INSERT INTO to_device (device, position, event) VALUES (@device, @position, @event)";

    private const string BeyondFull = "SELECT position FROM to_device WHERE device = @device ORDER BY position LIMIT 1 OFFSET @full";

    private const string Page = """
        SELECT position, event FROM to_device
        WHERE device = (SELECT nid FROM devices WHERE user_id = @user_id AND device_id = @device_id)
          AND position > @after AND position <= @up_to
        ORDER BY position LIMIT @limit
        """;

    private const string Delete = """
        DELETE FROM to_device
        WHERE device = (SELECT nid FROM devices WHERE user_id = @user_id AND device_id = @device_id) AND position <= @up_to
        """;

    private const string Bounds = """
        SELECT MIN(position), MAX(position) FROM to_device
        WHERE device = (SELECT nid FROM devices WHERE user_id = @user_id AND device_id = @device_id)
        """;

    public int ShardOf(UserId user) => database.ShardOf(user.ToString());

    public async Task<bool> PutAsync(int shard, ToDeviceRequest request, IReadOnlyList<ToDeviceMessage> messages)
    {
        try
        {
            await database.WriteAsync(shard, transaction =>
            {
                if (IsNew(transaction, request))
                {
                    foreach (var message in messages)
                    {
                        PutOne(transaction, message);
                    }
                }
            });
            return true;
        }
        catch (FullInboxException)
        {
            return false;
        }
    }

    public async ValueTask<IReadOnlyList<ToDeviceItem>> PageAsync(
        DeviceAddress device, long after, long upTo, int limit, CancellationToken cancel) =>
        await database.ReadAsync(
            sql => sql.All(
                Page,
                row => new ToDeviceItem(row.GetInt64(0), row.GetFieldValue<byte[]>(1)),
                ("user_id", device.User.ToString()), ("device_id", device.Device.ToString()),
                ("after", after), ("up_to", upTo), ("limit", (long)limit)),
            cancel);

    public Task DeleteAsync(DeviceAddress device, long upTo) =>
        database.WriteAsync(ShardOf(device.User), transaction => transaction.Sql.Execute(
            Delete, ("user_id", device.User.ToString()), ("device_id", device.Device.ToString()), ("up_to", upTo)));

    public ValueTask<(long Lowest, long Highest)?> BoundsAsync(DeviceAddress device, CancellationToken cancel) =>
        database.ReadAsync(
            sql => sql.First<(long, long)?>(
                Bounds,
                row => row.IsDBNull(0) ? null : (row.GetInt64(0), row.GetInt64(1)),
                ("user_id", device.User.ToString()), ("device_id", device.Device.ToString())),
            cancel);

    private static bool IsNew(WriteTransaction transaction, ToDeviceRequest request)
    {
        var isNew = transaction.Sql.Execute(
            NoteRequest,
            ("session", request.SessionId), ("type", request.Type), ("txn", request.TransactionId),
            ("shard", (long)transaction.Shard), ("sent_at", request.SentAt)) == 1;
        transaction.Sql.Execute(
            ForgetRequests,
            ("shard", (long)transaction.Shard), ("before", request.SentAt - (long)RequestsKept.TotalMilliseconds));
        return isNew;
    }

    private static void PutOne(WriteTransaction transaction, ToDeviceMessage message)
    {
        foreach (var (nid, device) in DevicesFor(transaction.Sql, message))
        {
            var position = transaction.Announce(new ToDeviceQueued(message.User, device));
            transaction.Sql.Execute(Put, ("device", nid), ("position", position), ("event", message.Event));
            if (position % CheckedEvery == 0 && transaction.Sql.Number(BeyondFull, ("device", nid), ("full", FullInbox)) is not null)
            {
                throw new FullInboxException();
            }
        }
    }

    private static List<(long Nid, DeviceId Device)> DevicesFor(Session sql, ToDeviceMessage message) =>
        message.Device is { } one
            ? sql.All(OneDevice, DeviceRow, ("user_id", message.User.ToString()), ("device_id", one.ToString()))
            : sql.All(Devices, DeviceRow, ("user_id", message.User.ToString()));

    private static (long Nid, DeviceId Device) DeviceRow(System.Data.Common.DbDataReader row) =>
        (row.GetInt64(0), DeviceId.Parse(row.GetString(1)));

    /// <summary>Rolls the whole request back.</summary>
    private sealed class FullInboxException : Exception;
}
