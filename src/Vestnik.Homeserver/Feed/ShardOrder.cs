namespace Vestnik.Homeserver.Feed;

/// <summary>
/// Puts the facts of one shard back into the order of their positions. Several silos commit to one shard, and their news may
/// overtake each other; a position that never arrives (a commit whose outcome nobody knows) leaves a gap.
/// </summary>
internal sealed class ShardOrder(long applied)
{
    private readonly SortedDictionary<long, CommittedFact> early = [];

    /// <summary>Everything up to here has been handed out.</summary>
    public long Applied { get; private set; } = applied;

    /// <summary>Takes a fact in; facts known already are ignored.</summary>
    public void Accept(CommittedFact fact)
    {
        if (fact.Position > Applied)
        {
            early[fact.Position] = fact;
        }
    }

    /// <summary>Hands out the next fact in order, while there is one.</summary>
    public bool TryNext(out CommittedFact fact)
    {
        if (!early.TryGetValue(Applied + 1, out fact))
        {
            return false;
        }

        early.Remove(fact.Position);
        Applied = fact.Position;
        return true;
    }

    /// <summary>Gives up on what is missing: whoever has state of this shard drops it and reads the database, whose head this is.</summary>
    public void JumpTo(long head)
    {
        Applied = Math.Max(Applied, head);
        while (early.Count > 0 && early.First() is { Key: var position } && position <= Applied)
        {
            early.Remove(position);
        }
    }
}
