using System.Runtime.CompilerServices;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.AppServices;

/// <summary>Which events concern an application service: those of its rooms, and of rooms where somebody is whom it speaks for.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/application-service-api/#registration</remarks>
internal sealed class ServiceInterest(AppService service, IRoomHistory history, IAliases aliases)
{
    // The members of a room are looked through once, until one comes or goes.
    private readonly ConditionalWeakTable<IReadOnlyDictionary<string, TimelineEvent>, List<UserId>> known = [];

    /// <summary>The event was said where the service listens, or to or by somebody whom it speaks for.</summary>
    public async ValueTask<bool> CoversAsync(RoomView view, TimelineEvent placed, CancellationToken cancel) =>
        service.SpeaksFor(placed.Event.Sender)
        || IsTarget(placed.Event)
        || await HasSomebodyAtAsync(view, placed.Sequence, cancel)
        || await NamesRoomAsync(view.Id, cancel);

    /// <summary>What goes on in the room now concerns the service.</summary>
    public async ValueTask<bool> CoversAsync(RoomView view, CancellationToken cancel) =>
        MembersOf(view).Exists(view.Joined.Contains) || await NamesRoomAsync(view.Id, cancel);

    private bool IsTarget(Pdu said) =>
        said.Type == EventType.Member && UserId.TryParse(said.StateKey, out var target) && service.SpeaksFor(target);

    private async ValueTask<bool> NamesRoomAsync(RoomId room, CancellationToken cancel)
    {
        if (NameClaim.Any(service.Rooms, room.ToString()))
        {
            return true;
        }

        return service.Aliases.Count > 0 && (await aliases.OfRoomAsync(room, cancel)).Any(service.Names);
    }

    // The view may be ahead of the event: whoever came or went meanwhile is looked up as they stood then.
    private async ValueTask<bool> HasSomebodyAtAsync(RoomView view, long sequence, CancellationToken cancel)
    {
        foreach (var user in MembersOf(view))
        {
            var member = view.State.At(EventType.Member, user.ToString());
            if (member?.Sequence > sequence)
            {
                member = await history.StateAtAsync(view.Id, EventType.Member, user.ToString(), sequence, cancel);
            }

            if (member?.Event.Member.Membership == Membership.Join)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Those of whom the room has ever heard and for whom the service speaks.</summary>
    private List<UserId> MembersOf(RoomView view) => known.GetValue(
        view.State.OfType(EventType.Member),
        members => [.. members.Keys.Select(key => UserId.TryParse(key, out var user) ? user : (UserId?)null).OfType<UserId>().Where(service.SpeaksFor)]);
}
