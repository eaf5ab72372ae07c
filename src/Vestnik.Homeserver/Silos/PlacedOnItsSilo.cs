using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace Vestnik.Homeserver.Silos;

/// <summary>Places a grain on the silo whose address is its key.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PlacedOnItsSiloAttribute() : PlacementAttribute(new OnItsSilo());

[GenerateSerializer, Immutable, Alias("Vestnik.OnItsSilo")]
internal sealed class OnItsSilo : PlacementStrategy;

internal sealed class OnItsSiloDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var wanted = SiloAddress.FromParsableString(target.GrainIdentity.Key.ToString()!);
        return context.GetCompatibleSilos(target).Contains(wanted)
            ? Task.FromResult(wanted)
            : throw new SiloUnavailableException("The silo has left the cluster.");
    }
}
