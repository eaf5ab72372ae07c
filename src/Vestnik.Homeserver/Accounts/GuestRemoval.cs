using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Timers;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Takes guests out of a room that wants no guests any more.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#guest-access</remarks>
public sealed class GuestRemoval(RoomViews views, RoomDoor door, IAccountStore accounts, HomeserverOptions options) : ITimerKind
{
    private const string Name = "guest-removal";

    public string Kind => Name;

    public string? StandingKey => null;

    /// <summary>The errand that follows from an event, or null: a room has been closed to guests.</summary>
    public static Errand? After(RoomId room, string type, string? stateKey, ReadOnlyMemory<byte> content) =>
        type == EventType.GuestAccess && stateKey == "" && ContentText.Find(content, "guest_access") != "can_join"
            ? new Errand(Name, room.ToString())
            : null;

    public async Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken cancel)
    {
        var room = RoomId.Parse(timer.Key);
        if (await views.FindAsync(room, cancel) is not { } view || view.Text(EventType.GuestAccess, "guest_access") == "can_join")
        {
            return null;
        }

        foreach (var member in view.Joined.Where(member => member.Server == options.ServerName))
        {
            if (await accounts.FindAsync(member, cancel) is { IsGuest: true }
                && !(await door.LeaveAsync(new Visitor(member, IsGuest: true), room, null, cancel)).Accepted(out _, out var refusal))
            {
                refusal.ThrowIfUnavailable();
            }
        }

        return null;
    }
}
