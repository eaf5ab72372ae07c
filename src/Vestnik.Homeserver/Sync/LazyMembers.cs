using System.Collections.Concurrent;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync;

/// <summary>
/// Which members each device has been told of, so that lazy loading does not repeat them. In memory: whoever is forgotten is
/// told again, which is allowed.
/// </summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#lazy-loading-room-members</remarks>
public sealed class LazyMembers
{
    private const int Capacity = 200_000;

    private readonly ConcurrentDictionary<(long Session, RoomId Room), ConcurrentDictionary<string, long>> told = new();

    /// <summary>The device has an answer in which this member was told.</summary>
    /// <param name="session">The device's session.</param>
    /// <param name="room">The room.</param>
    /// <param name="member">The member's user id.</param>
    /// <param name="has">The position of the room's shard in the token that the device has shown.</param>
    public bool Knows(long session, RoomId room, string member, long has) =>
        told.TryGetValue((session, room), out var members) && members.TryGetValue(member, out var position) && position <= has;

    /// <summary>An answer with this position of the room's shard tells of a member. An answer that gets lost is not counted: its token is never shown.</summary>
    public void Tell(long session, RoomId room, string member, long position)
    {
        if (!told.TryGetValue((session, room), out var members))
        {
            if (told.Count >= Capacity)
            {
                told.Clear();
            }

            members = told.GetOrAdd((session, room), static _ => new(StringComparer.Ordinal));
        }

        members.TryAdd(member, position);
    }

    /// <summary>The device starts anew in a room.</summary>
    public void Forget(long session, RoomId room) => told.TryRemove((session, room), out _);
}
