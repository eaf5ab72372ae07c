using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Calls;
using Vestnik.Http;

namespace Vestnik.ClientApi.Calls;

/// <summary><c>GET /_matrix/client/v3/voip/turnServer</c>; without addresses where the operator has set none.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3voipturnserver</remarks>
public sealed class GetTurnServer : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/_matrix/client/v3/voip/turnServer", Handle);

    internal sealed record Response(string Username, string Password, IReadOnlyList<string> Uris, long Ttl);

    private static IResult Handle(Requester requester, TurnCredentials credentials)
    {
        var access = credentials.For(requester.UserId);
        return TypedResults.Ok(new Response(access.UserName, access.Password, access.Uris, (long)access.Time.TotalSeconds));
    }
}
