using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>GET /_matrix/client/v1/rooms/{roomId}/timestamp_to_event</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1roomsroomidtimestamp_to_event</remarks>
public sealed class FindEventByTime : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v1/rooms/{roomId}/timestamp_to_event", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, string? ts, string? dir, RoomReading reading, RoomClock rooms, CancellationToken cancel)
    {
        if (dir is not ("b" or "f"))
        {
            return MatrixError.InvalidParam("Say where to look: dir is \"b\" or \"f\".").ToResponse();
        }

        if (!long.TryParse(ts, NumberStyles.None, CultureInfo.InvariantCulture, out var time))
        {
            return MatrixError.InvalidParam("Say from when to look: ts is a number of milliseconds since 1970.").ToResponse();
        }

        if (!(await reading.OpenAsync(roomId, requester.UserId, cancel)).Accepted(out var access, out var refusal))
        {
            return refusal.ToResponse();
        }

        // An event id of ours holds no character that JSON escapes.
        return await rooms.FindAsync(access, time, backwards: dir == "b", cancel) is { Event: var found }
            ? new RawAnswer(Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{{\"event_id\":\"{found.Id}\",\"origin_server_ts\":{found.OriginServerTimestamp}}}")))
            : MatrixError.NotFound("The room has no event in this direction that you may see.").ToResponse();
    }
}
