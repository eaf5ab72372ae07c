using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>GET /_matrix/client/v3/rooms/{roomId}/state</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3roomsroomidstate</remarks>
public sealed class GetState : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/_matrix/client/v3/rooms/{roomId}/state", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, RoomReading reading, TimeProvider clock, CancellationToken cancel)
    {
        if (!(await reading.OpenAsync(roomId, requester.UserId, cancel)).Accepted(out var access, out var refusal))
        {
            return refusal.ToResponse();
        }

        var state = await reading.StateAsync(access, cancel);
        var output = new ArrayBufferWriter<byte>(4096);
        EventsJson.WriteArray(output, state.All.OrderBy(placed => placed.Sequence), EventsJson.ReaderOf(requester, roomId, clock));
        return new RawAnswer(output.WrittenMemory);
    }
}
