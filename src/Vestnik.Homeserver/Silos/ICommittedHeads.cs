namespace Vestnik.Homeserver.Silos;

/// <summary>The heads of all shards as the database has them now, whoever committed.</summary>
public interface ICommittedHeads
{
    ValueTask<IReadOnlyList<long>> ReadAsync(CancellationToken cancel);
}
