using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Keys;

/// <summary>When each person's keys last changed.</summary>
public interface IDeviceListStore
{
    /// <summary>Whose keys changed after this position of the shard, as far as the viewer may see it.</summary>
    ValueTask<IReadOnlyList<UserId>> ChangedAfterAsync(int shard, long position, UserId viewer, CancellationToken cancel);
}
