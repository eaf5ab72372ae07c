using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>GET /_matrix/client/v3/rooms/{roomId}/aliases</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3roomsroomidaliases</remarks>
public sealed class GetRoomAliases : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/rooms/{roomId}/aliases", HandleAsync);

    internal sealed record Response(IReadOnlyList<string> Aliases);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, RoomReading reading, IAliases aliases, CancellationToken cancel)
    {
        if (!(await reading.OpenAsync(roomId, requester.UserId, cancel)).Accepted(out var access, out var refusal) || !access.IsCurrent)
        {
            return (refusal ?? EventBody.NotHere).ToResponse();
        }

        return TypedResults.Ok(new Response([.. (await aliases.OfRoomAsync(roomId, cancel)).Select(alias => alias.ToString())]));
    }
}
