using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>GET /_matrix/client/v3/events/{eventId}</c>, deprecated: an event without its room.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3eventseventid</remarks>
public sealed class FindEvent : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/_matrix/client/v3/events/{eventId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Requester requester, EventId eventId, RoomReading reading, IRoomHistory history, TimeProvider clock, CancellationToken cancel)
    {
        foreach (var room in await history.RoomsOfAsync(eventId, cancel))
        {
            if ((await reading.OpenAsync(room, requester.UserId, cancel)).Accepted(out var access, out _)
                && await reading.EventAsync(access, eventId, cancel) is { } found)
            {
                return EventsJson.One(found, EventsJson.ReaderOf(requester, room, clock));
            }
        }

        return MatrixError.NotFound("There is no such event, or you may not see it.").ToResponse();
    }
}
