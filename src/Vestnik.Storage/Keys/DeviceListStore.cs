using Vestnik.Homeserver.Keys;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Keys;

/// <summary>When keys last changed, in SQL.</summary>
public sealed class DeviceListStore(Database database) : IDeviceListStore
{
    private const string ChangedAfter = """
        SELECT user_id FROM device_list_changes
        WHERE shard = @shard AND position > @position AND (seen_by = '' OR seen_by = @viewer)
        """;

    public async ValueTask<IReadOnlyList<UserId>> ChangedAfterAsync(int shard, long position, UserId viewer, CancellationToken cancel) =>
        await database.ReadAsync(
            sql => sql.All(
                ChangedAfter,
                row => UserId.Parse(row.GetString(0)),
                ("shard", (long)shard), ("position", position), ("viewer", viewer.ToString())),
            cancel);
}
