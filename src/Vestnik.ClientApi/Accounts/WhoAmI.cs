using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.Accounts;

/// <summary><c>GET /_matrix/client/v3/account/whoami</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3accountwhoami</remarks>
public sealed class WhoAmI : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/account/whoami", Handle);

    internal sealed record Response(string UserId, string? DeviceId, bool IsGuest);

    private static IResult Handle(Requester requester) =>
        TypedResults.Ok(new Response(requester.UserId.ToString(), requester.Device?.ToString(), requester.IsGuest));
}
