using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Keys;
using Vestnik.Homeserver.Sync;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Keys;

/// <summary><c>GET /_matrix/client/v3/keys/changes</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3keyschanges</remarks>
public sealed class GetKeyChanges : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/keys/changes", HandleAsync);

    internal sealed record Response(IReadOnlyList<string> Changed, IReadOnlyList<string> Left);

    private static async Task<IResult> HandleAsync(string? from, string? to, Requester requester, KeyChanges changes, CancellationToken cancel)
    {
        if (from is null || to is null)
        {
            return MatrixError.MissingParam("Say between which two sync tokens: from and to.").ToResponse();
        }

        if (!SyncToken.TryParse(from, out var since) || !SyncToken.TryParse(to, out var until))
        {
            return MatrixError.InvalidParam("The tokens are not sync tokens of this server.").ToResponse();
        }

        var (changed, left) = await changes.BetweenAsync(requester.UserId, since.Positions, until.Positions, cancel);
        return TypedResults.Ok(new Response([.. changed.Select(user => user.ToString())], [.. left.Select(user => user.ToString())]));
    }
}
