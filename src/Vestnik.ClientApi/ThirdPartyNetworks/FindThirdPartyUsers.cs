using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.AppServices;
using Vestnik.Http;

namespace Vestnik.ClientApi.ThirdPartyNetworks;

/// <summary><c>GET /_matrix/client/v3/thirdparty/user/{protocol}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3thirdpartyuserprotocol</remarks>
public sealed class FindThirdPartyUsers : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/thirdparty/user/{protocol}", HandleAsync);

    private static Task<IResult> HandleAsync(
        string protocol, Requester requester, OtherNetworks networks, HttpContext context, CancellationToken cancel) =>
        NetworkAnswers.FindAsync(NetworkEntry.Person, protocol, requester, networks, context, cancel);
}
