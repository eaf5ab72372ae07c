using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Rooms.Delayed;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms.Delayed;

/// <summary><c>PUT /_matrix/client/unstable/org.matrix.msc4140/rooms/{roomId}/delayed_event/{eventType}/{txnId}</c></summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4140 (Scheduling a delayed event)</remarks>
public sealed class ScheduleEvent : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_matrix/client/unstable/org.matrix.msc4140/rooms/{roomId}/delayed_event/{eventType}/{txnId}", HandleAsync);

    internal sealed record Request(long? DelayMs, string? StateKey, JsonElement Content);

    internal sealed record Response(string DelayId);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, string eventType, string txnId, Body<Request> body,
        RoomViews views, DelayedEvents delayed, CancellationToken cancel)
    {
        if (await views.FindAsync(roomId, cancel) is not { } view || view.MembershipOf(requester.UserId) != Membership.Join)
        {
            return EventBody.NotHere.ToResponse();
        }

        var request = body.Value;
        if (request.DelayMs is not { } delay || request.Content.ValueKind == JsonValueKind.Undefined)
        {
            return MatrixError.MissingParam("Say how long to wait, in delay_ms, and what to send, in content.").ToResponse();
        }

        var content = new RawJson(JsonSerializer.SerializeToUtf8Bytes(request.Content, RoomsJson.Default.JsonElement));
        return EventBody.Read(content, view).Accepted(out var canonical, out var refusal)
            ? DelayWish.Answer(await delayed.ScheduleAsync(
                new NewEvent
                {
                    Sender = requester.UserId,
                    Type = eventType,
                    StateKey = request.StateKey,
                    Content = canonical,
                    SessionId = requester.SessionId,
                    TransactionId = txnId,
                },
                roomId,
                delay))
            : refusal.ToResponse();
    }
}
