namespace Vestnik.Homeserver.Silos;

/// <summary>Waits until this process knows everything that was committed before the call, by whichever silo.</summary>
public interface ICatchUp
{
    ValueTask WithCommittedAsync(CancellationToken cancel);
}

/// <summary>A cluster of one knows all that it has committed.</summary>
internal sealed class NothingToCatchUp : ICatchUp
{
    public ValueTask WithCommittedAsync(CancellationToken cancel) => default;
}
