using System.Collections.Concurrent;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms;

/// <summary>References to the grains of the rooms, kept because Orleans looks up attributes by reflection for each it makes.</summary>
public sealed class RoomGrains(IGrainFactory grains)
{
    private const int Capacity = 50_000;

    private readonly ConcurrentDictionary<RoomId, IRoom> known = new();

    public IRoom Of(RoomId room)
    {
        if (known.TryGetValue(room, out var reference))
        {
            return reference;
        }

        if (known.Count >= Capacity)
        {
            known.Clear();
        }

        return known.GetOrAdd(room, static (id, factory) => factory.GetGrain<IRoom>(id.ToString()), grains);
    }
}
