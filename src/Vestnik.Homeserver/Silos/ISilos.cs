using Vestnik.Homeserver.Feed;

namespace Vestnik.Homeserver.Silos;

/// <summary>The other silos of the cluster, for the few things they must know before a call answers.</summary>
public interface ISilos
{
    /// <summary>This silo can have no others beside it.</summary>
    bool AreNone { get; }

    /// <summary>Completes when every other silo has applied the fact, or has been fenced out of serving.</summary>
    Task TellAllAsync(Fact fact, CancellationToken cancel);

    /// <summary>Tells every other silo without waiting, of something that may be lost.</summary>
    void Mention(Fact fact);
}

/// <summary>A cluster of one: nobody else has to be told.</summary>
public sealed class OneSilo : ISilos
{
    public bool AreNone => true;

    public Task TellAllAsync(Fact fact, CancellationToken cancel) => Task.CompletedTask;

    public void Mention(Fact fact)
    {
    }
}
