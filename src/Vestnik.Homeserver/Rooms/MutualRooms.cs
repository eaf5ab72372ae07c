using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms;

/// <summary>The rooms in which two people both are.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#mutual-rooms</remarks>
public sealed class MutualRooms(IMemberships memberships)
{
    /// <summary>In the order of their ids.</summary>
    public async ValueTask<IReadOnlyList<RoomId>> OfAsync(UserId one, UserId other, CancellationToken cancel)
    {
        var theirs = await JoinedAsync(other, cancel);
        return theirs.Count == 0
            ? []
            : [.. (await JoinedAsync(one, cancel)).Where(theirs.Contains).OrderBy(room => room.ToString(), StringComparer.Ordinal)];
    }

    private async ValueTask<HashSet<RoomId>> JoinedAsync(UserId user, CancellationToken cancel) =>
        [.. (await memberships.OfAsync(user, cancel)).Where(room => room.Membership == Membership.Join).Select(room => room.Room)];
}
