using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.PushRules;

/// <summary><c>GET /_matrix/client/v3/pushrules</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3pushrules</remarks>
public sealed class GetPushRules : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/pushrules", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Requester requester, Homeserver.Push.PushRules rules, CancellationToken cancel)
    {
        var personal = await rules.OfAsync(requester.UserId, cancel);
        return new RawAnswer((byte[])[.. "{\"global\":"u8, .. personal.Json.Span, .. "}"u8]);
    }
}
