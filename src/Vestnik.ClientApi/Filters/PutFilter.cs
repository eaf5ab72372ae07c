using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Filters;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Filters;

/// <summary><c>POST /_matrix/client/v3/user/{userId}/filter</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3useruseridfilter</remarks>
public sealed class PutFilter : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/user/{userId}/filter", HandleAsync);

    internal sealed record Response(string FilterId);

    private static async Task<IResult> HandleAsync(UserId userId, ObjectBody body, Requester requester, IFilterStore filters)
    {
        if (userId != requester.UserId)
        {
            return MatrixError.Forbidden("Filters are their owner's alone.").ToResponse();
        }

        if (!SyncFilter.Parse(body.Bytes.Span).Accepted(out _, out var refusal))
        {
            return refusal.ToResponse();
        }

        return await filters.KeepAsync(userId, body.Bytes) is { } id
            ? TypedResults.Ok(new Response(id))
            : MatrixError.Of("M_RESOURCE_LIMIT_EXCEEDED", 403, "This account has uploaded too many filters.").ToResponse();
    }
}
