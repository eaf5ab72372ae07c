namespace Vestnik.Homeserver.Feed;

/// <summary>Something durable that happened, as the silos tell each other after its commit. Each kind is a record beside what it is about.</summary>
/// <remarks>A fact carries ids and positions, and bytes only where a reader would otherwise have to load them at once.</remarks>
[GenerateSerializer]
[Alias("vestnik.fact")]
public abstract record Fact;

/// <summary>A fact with its place: facts of one shard have positions without holes, given at commit.</summary>
/// <param name="Shard">The log shard, 0 to 63; always 0 on SQLite.</param>
/// <param name="Position">From 1 upwards within the shard.</param>
/// <param name="What">What happened.</param>
[GenerateSerializer]
[Immutable]
[Alias("vestnik.committed-fact")]
public readonly record struct CommittedFact(
    [property: Id(0)] int Shard, [property: Id(1)] long Position, [property: Id(2)] Fact What);

/// <summary>Hears of every commit of this process, once, in the order of each shard's positions, before the writers are answered.</summary>
/// <remarks>Called on the committing thread: whatever takes longer than microseconds belongs elsewhere.</remarks>
public interface ICommitListener
{
    /// <summary>Called once, before the first commit: the last position of each shard in the database.</summary>
    void Opened(IReadOnlyList<long> heads);

    void Committed(IReadOnlyList<CommittedFact> facts);

    /// <summary>
    /// A commit's outcome was unknown, and this is the shard's head now: facts up to it that were not told are in the
    /// database, and nobody will tell them.
    /// </summary>
    void Untold(int shard, long head);
}
