using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.AppServices;
using Vestnik.Http;

namespace Vestnik.ClientApi.ThirdPartyNetworks;

/// <summary><c>GET /_matrix/client/v3/thirdparty/protocol/{protocol}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3thirdpartyprotocolprotocol</remarks>
public sealed class GetThirdPartyProtocol : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/thirdparty/protocol/{protocol}", HandleAsync);

    private static async Task<IResult> HandleAsync(string protocol, Requester requester, OtherNetworks networks, CancellationToken cancel) =>
        await networks.DescribeAsync(protocol, cancel) is { } description ? NetworkAnswers.Of(description) : NetworkAnswers.UnknownProtocol;
}
