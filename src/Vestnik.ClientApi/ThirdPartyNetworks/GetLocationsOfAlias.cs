using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.AppServices;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.ThirdPartyNetworks;

/// <summary><c>GET /_matrix/client/v3/thirdparty/location</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3thirdpartylocation</remarks>
public sealed class GetLocationsOfAlias : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/thirdparty/location", HandleAsync);

    private static async Task<IResult> HandleAsync(string? alias, Requester requester, OtherNetworks networks, CancellationToken cancel) =>
        alias is null
            ? MatrixError.MissingParam("Say which room: ?alias=….").ToResponse()
            : NetworkAnswers.Of(await networks.TranslateAsync(NetworkEntry.Place, $"alias={Uri.EscapeDataString(alias)}", cancel));
}
