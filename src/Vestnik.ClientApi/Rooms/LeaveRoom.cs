using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Notices;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>POST /_matrix/client/v3/rooms/{roomId}/leave</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3roomsroomidleave</remarks>
public sealed class LeaveRoom : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/_matrix/client/v3/rooms/{roomId}/leave", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, Body<MembershipRequest> body, RoomDoor door, RoomViews views, ServerNotices notices, CancellationToken cancel) =>
        await IsSummonedAsync(requester, roomId, views, notices, cancel)
            ? MatrixError.Of("M_CANNOT_LEAVE_SERVER_NOTICE_ROOM", 403, "This is where the server speaks to you: you can leave it once you have joined.").ToResponse()
            : (await door.LeaveAsync(requester.AsVisitor(), roomId, body.Value.Reason, cancel)).ToEmptyResponse();

    // Spec: https://spec.matrix.org/v1.19/client-server-api/#server-notices
    private static async ValueTask<bool> IsSummonedAsync(
        Requester requester, RoomId roomId, RoomViews views, ServerNotices notices, CancellationToken cancel) =>
        await views.FindAsync(roomId, cancel) is { } view
        && view.MembershipOf(requester.UserId) == Membership.Invite
        && view.State.At(EventType.Member, requester.UserId.ToString())?.Event.Sender == notices.Speaker;
}
