using Vestnik.Homeserver.Silos;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Silos;

/// <summary>The shards' heads, read from their rows.</summary>
public sealed class CommittedHeads(Database database) : ICommittedHeads
{
    private const string Heads = "SELECT head FROM shards ORDER BY shard";

    public async ValueTask<IReadOnlyList<long>> ReadAsync(CancellationToken cancel) =>
        await database.ReadAsync(sql => sql.All(Heads, row => row.GetInt64(0)), cancel);
}
