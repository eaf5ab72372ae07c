using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Accounts;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;
using Vestnik.Http.RateLimits;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Admin;

/// <summary><c>POST /_synapse/admin/v1/register</c></summary>
/// <remarks>
/// Source: tests/conformance/README.md. No part of the spec: scripts of many operators register accounts so. Open only where a
/// shared secret is configured.
/// </remarks>
public sealed class RegisterWithSecret : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_synapse/admin/v1/register", HandleAsync).LimitStrictly();

    internal sealed record Request(string? Nonce, string? Username, string? Password, bool? Admin, string? Mac);

    private static async Task<IResult> HandleAsync(Body<Request> body, SecretRegistration registration, CancellationToken cancel)
    {
        if (!registration.IsOpen)
        {
            return MatrixError.Unrecognized("Registration by shared secret is off.").ToResponse();
        }

        if (body.Value is not { Nonce: { } nonce, Username: { } name, Password: { } password, Mac: { } mac })
        {
            return MatrixError.MissingParam("The nonce, user name, password or mac is missing.").ToResponse();
        }

        var registered = await registration.RegisterAsync(
            new SecretRequest { Nonce = nonce, UserName = name, Password = password, IsAdministrator = body.Value.Admin == true, Mac = mac }, cancel);
        return registered.ToResponse(person => SessionAnswer.Of(person.UserId, person.Session));
    }
}
