using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>PUT /_matrix/client/v3/rooms/{roomId}/redact/{eventId}/{txnId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3roomsroomidredacteventidtxnid</remarks>
public sealed class RedactEvent : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_matrix/client/v3/rooms/{roomId}/redact/{eventId}/{txnId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, EventId eventId, string txnId, RawJson body,
        RoomViews views, RoomGrains grains, CancellationToken cancel)
    {
        if (await views.FindAsync(roomId, cancel) is not { } view || view.MembershipOf(requester.UserId) != Membership.Join)
        {
            return EventBody.NotHere.ToResponse();
        }

        if (!EventBody.Read(body, view).Accepted(out var content, out var refusal))
        {
            return refusal.ToResponse();
        }

        var sent = await grains.Of(roomId).AppendAsync(new NewEvent
        {
            Sender = requester.UserId,
            Type = EventType.Redaction,
            Content = content,
            SessionId = requester.SessionId,
            TransactionId = txnId,
            Redacts = eventId,
        });
        return EventAnswer.Of(sent);
    }
}
