namespace Vestnik.Homeserver.Feed;

/// <summary>A process that only writes: nobody in it waits for news.</summary>
public sealed class NobodyListens : ICommitListener
{
    public void Committed(IReadOnlyList<CommittedFact> facts)
    {
    }
}
