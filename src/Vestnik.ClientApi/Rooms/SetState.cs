using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Rooms.Delayed;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Rooms.Delayed;
using Vestnik.Homeserver.Rooms.Upgrading;
using Vestnik.Http;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>PUT /_matrix/client/v3/rooms/{roomId}/state/{eventType}/{stateKey}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3roomsroomidstateeventtypestatekey</remarks>
public sealed class SetState : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_matrix/client/v3/rooms/{roomId}/state/{eventType}/{stateKey?}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, string eventType, string? stateKey, RawJson body, HttpRequest request,
        RoomViews views, CanonicalAliases aliases, InviteBlocking blocking, IShutRooms shut, RoomGrains grains, DelayedEvents delayed, CancellationToken cancel)
    {
        if (await views.FindAsync(roomId, cancel) is not { } view)
        {
            return EventBody.NotHere.ToResponse();
        }

        if (!EventBody.Read(body, view).Accepted(out var content, out var refusal)
            || !GivenTime.Read(request, requester).Accepted(out var time, out refusal))
        {
            return refusal.ToResponse();
        }

        var wanted = new NewEvent { Sender = requester.UserId, Type = eventType, StateKey = stateKey ?? "", Content = content, Timestamp = time };
        if (DelayWish.IsIn(request))
        {
            return view.MembershipOf(requester.UserId) == Membership.Join
                ? await DelayWish.ScheduleAsync(request, delayed, roomId, wanted with { SessionId = requester.SessionId })
                : EventBody.NotHere.ToResponse();
        }

        if (Tombstone.Objection(roomId, eventType, content) is { } loop)
        {
            return loop.ToResponse();
        }

        if (eventType == EventType.Member && ContentText.Find(content, "membership") is not ("leave" or "ban")
            && view.MembershipOf(requester.UserId) != Membership.Join && await shut.FindAsync(roomId, cancel) is not null)
        {
            return RoomStewardship.Closed.ToResponse();
        }

        if (eventType == EventType.CanonicalAlias && await aliases.ObjectionAsync(view, content, cancel) is { } objection)
        {
            return objection.ToResponse();
        }

        if (eventType == EventType.Member && UserId.TryParse(stateKey, out var guest) && ContentText.Find(content, "membership") == "invite"
            && await blocking.ObjectionAsync(guest, cancel) is { } blocked)
        {
            return blocked.ToResponse();
        }

        return EventAnswer.Of(await grains.Of(roomId).AppendAsync(wanted));
    }
}
