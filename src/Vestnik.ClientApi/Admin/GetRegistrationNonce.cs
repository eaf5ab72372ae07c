using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Admin;

/// <summary><c>GET /_synapse/admin/v1/register</c></summary>
/// <remarks>Source: tests/conformance/README.md. No part of the spec: scripts of many operators register accounts so. Open only where a shared secret is configured.</remarks>
public sealed class GetRegistrationNonce : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_synapse/admin/v1/register", HandleAsync);

    internal sealed record Response(string Nonce);

    private static async Task<IResult> HandleAsync(SecretRegistration registration) => registration.IsOpen
        ? TypedResults.Ok(new Response(await registration.NonceAsync()))
        : MatrixError.Unrecognized("Registration by shared secret is off.").ToResponse();
}
