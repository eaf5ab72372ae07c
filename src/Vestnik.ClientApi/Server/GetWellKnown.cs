using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using System.Text.Json.Serialization;
using Vestnik.Homeserver;
using Vestnik.Http;

namespace Vestnik.ClientApi.Server;

/// <summary><c>GET /.well-known/matrix/client</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#getwell-knownmatrixclient</remarks>
public sealed class GetWellKnown : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/.well-known/matrix/client", Handle);

    internal sealed record Response([property: JsonPropertyName("m.homeserver")] Address Homeserver);

    internal sealed record Address(string BaseUrl);

    private static IResult Handle(HomeserverOptions options) =>
        TypedResults.Ok(new Response(new Address(options.PublicBaseUrl.ToString().TrimEnd('/'))));
}
