using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Accounts;

/// <summary><c>GET /_matrix/client/v3/register/available</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3registeravailable</remarks>
public sealed class CheckUsername : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/register/available", HandleAsync);

    internal sealed record Response(bool Available);

    private static async Task<IResult> HandleAsync(string? username, Registration registration, CancellationToken cancel) =>
        username is null
            ? MatrixError.MissingParam("Say which user name: ?username=….").ToResponse()
            : (await registration.CheckNameAsync(username, cancel)).ToResponse(_ => new Response(true));
}
