using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Rooms.Relations;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>GET /_matrix/client/v3/rooms/{roomId}/event/{eventId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3roomsroomideventeventid</remarks>
public sealed class GetEvent : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/rooms/{roomId}/event/{eventId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, EventId eventId,
        RoomReading reading, Aggregations aggregations, TimeProvider clock, CancellationToken cancel)
    {
        // What one may not see is not told apart from what is not there.
        if (!(await reading.OpenAsync(roomId, requester.UserId, cancel)).Accepted(out var access, out _)
            || await reading.EventAsync(access, eventId, cancel) is not { } found)
        {
            return MatrixError.NotFound("There is no such event, or you may not see it.").ToResponse();
        }

        var form = EventsJson.ReaderOf(requester, roomId, clock);
        return EventsJson.One(await aggregations.AddAsync(access, found, form, cancel), form);
    }
}
