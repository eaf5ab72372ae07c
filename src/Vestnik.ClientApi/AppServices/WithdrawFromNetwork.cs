using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.AppServices;
using Vestnik.Homeserver.Rooms.Previewing;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.AppServices;

/// <summary><c>DELETE /_matrix/client/v3/directory/list/appservice/{networkId}/{roomId}</c>, as bridges call it beside the form of the specification.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/application-service-api/#published-room-directories</remarks>
public sealed class WithdrawFromNetwork : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/_matrix/client/v3/directory/list/appservice/{networkId}/{roomId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        string networkId, RoomId roomId, Requester requester, PublicRooms rooms, CancellationToken cancel) =>
        requester.AppService is { } service
            ? (await rooms.SetAsync(new NetworkName(service.Id, networkId.Replace("\0", "", StringComparison.Ordinal)), roomId, isPublic: false, cancel)).ToEmptyResponse()
            : MatrixError.Forbidden("Only application services have lists of rooms of other networks.").ToResponse();
}
