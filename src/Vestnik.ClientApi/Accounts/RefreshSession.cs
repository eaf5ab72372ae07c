using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;
using Vestnik.Http.RateLimits;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Accounts;

/// <summary><c>POST /_matrix/client/v3/refresh</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3refresh</remarks>
public sealed class RefreshSession : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/refresh", HandleAsync).LimitStrictly();

    internal sealed record Request(string? RefreshToken);

    internal sealed record Response(string AccessToken, string? RefreshToken, long? ExpiresInMs);

    private static async Task<IResult> HandleAsync(Body<Request> body, Sessions sessions, CancellationToken cancel)
    {
        if (body.Value.RefreshToken is not { } token)
        {
            return MatrixError.MissingParam("The refresh token is missing.").ToResponse();
        }

        var refreshed = await sessions.RefreshAsync(token, cancel);
        return refreshed.ToResponse(session =>
            new Response(session.AccessToken, session.RefreshToken, (long?)session.Lifetime?.TotalMilliseconds));
    }
}
