using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.AppServices;
using Vestnik.Http;

namespace Vestnik.ClientApi.ThirdPartyNetworks;

/// <summary><c>GET /_matrix/client/v3/thirdparty/protocols</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3thirdpartyprotocols</remarks>
public sealed class GetThirdPartyProtocols : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/thirdparty/protocols", HandleAsync);

    private static async Task<IResult> HandleAsync(Requester requester, OtherNetworks networks, CancellationToken cancel) =>
        NetworkAnswers.Of(await networks.DescribeAllAsync(cancel));
}
