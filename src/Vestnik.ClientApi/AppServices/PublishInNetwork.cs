using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.AppServices;
using Vestnik.Homeserver.Rooms.Previewing;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.AppServices;

/// <summary><c>PUT /_matrix/client/v3/directory/list/appservice/{networkId}/{roomId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/application-service-api/#put_matrixclientv3directorylistappservicenetworkidroomid</remarks>
public sealed class PublishInNetwork : IEndpoint
{
    private const int LongestNetwork = 255;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_matrix/client/v3/directory/list/appservice/{networkId}/{roomId}", HandleAsync);

    internal sealed record Request(string? Visibility);

    private static async Task<IResult> HandleAsync(
        string networkId, RoomId roomId, Body<Request> body, Requester requester, PublicRooms rooms, CancellationToken cancel)
    {
        if (requester.AppService is not { } service)
        {
            return MatrixError.Forbidden("Only application services have lists of rooms of other networks.").ToResponse();
        }

        if (networkId.Length > LongestNetwork || networkId.Contains('\0', StringComparison.Ordinal))
        {
            return MatrixError.InvalidParam($"The name of a network has at most {LongestNetwork} characters.").ToResponse();
        }

        return body.Value.Visibility is "public" or "private"
            ? (await rooms.SetAsync(new NetworkName(service.Id, networkId), roomId, body.Value.Visibility == "public", cancel)).ToEmptyResponse()
            : MatrixError.InvalidParam("The visibility is \"public\" or \"private\".").ToResponse();
    }
}
