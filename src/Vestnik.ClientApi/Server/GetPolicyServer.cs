using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Server;

/// <summary><c>GET /.well-known/matrix/policy_server</c>: this server judges no events for rooms.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#getwell-knownmatrixpolicy_server</remarks>
public sealed class GetPolicyServer : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/.well-known/matrix/policy_server", Handle);

    private static IResult Handle() => MatrixError.NotFound("This server is no policy server.").ToResponse();
}
