using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Rooms.Delayed;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Rooms.Delayed;
using Vestnik.Homeserver.Rooms.Relations;
using Vestnik.Homeserver.Rooms.Upgrading;
using Vestnik.Http;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>PUT /_matrix/client/v3/rooms/{roomId}/send/{eventType}/{txnId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3roomsroomidsendeventtypetxnid</remarks>
public sealed class SendEvent : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut("/_matrix/client/v3/rooms/{roomId}/send/{eventType}/{txnId}", HandleAsync);

        // An old form of bridges, without a transaction id.
        routes.MapPost("/_matrix/client/v3/rooms/{roomId}/send/{eventType}", HandleAsync);
    }

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, string eventType, string? txnId, RawJson body, HttpRequest request,
        RoomViews views, RelationRules rules, RoomGrains grains, DelayedEvents delayed, CancellationToken cancel)
    {
        if (await views.FindAsync(roomId, cancel) is not { } view || view.MembershipOf(requester.UserId) != Membership.Join)
        {
            return EventBody.NotHere.ToResponse();
        }

        if (!EventBody.Read(body, view).Accepted(out var content, out var refusal)
            || !GivenTime.Read(request, requester).Accepted(out var time, out refusal))
        {
            return refusal.ToResponse();
        }

        var wanted = new NewEvent
        {
            Sender = requester.UserId,
            Type = eventType,
            Content = content,
            SessionId = requester.SessionId,
            TransactionId = txnId,
            Timestamp = time,
            Redacts = eventType == EventType.Redaction && EventId.TryParse(ContentText.Find(content, "redacts"), out var target) ? target : null,
        };
        if (txnId is not null && DelayWish.IsIn(request))
        {
            return await DelayWish.ScheduleAsync(request, delayed, roomId, wanted);
        }

        if ((Tombstone.Objection(roomId, eventType, content) ?? await rules.ObjectionAsync(roomId, wanted, cancel)) is { } objection)
        {
            return objection.ToResponse();
        }

        return EventAnswer.Of(await grains.Of(roomId).AppendAsync(wanted));
    }
}
