using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.PushRules;

/// <summary><c>GET /_matrix/client/v3/pushrules/global</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3pushrulesglobal</remarks>
public sealed class GetGlobalPushRules : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/pushrules/global", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Requester requester, Homeserver.Push.PushRules rules, CancellationToken cancel) =>
        new RawAnswer((await rules.OfAsync(requester.UserId, cancel)).Json);
}
