using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Filters;

/// <summary><c>GET /_matrix/client/v3/user/{userId}/filter/{filterId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3useruseridfilterfilterid</remarks>
public sealed class GetFilter : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/user/{userId}/filter/{filterId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        UserId userId, string filterId, Requester requester, IFilterStore filters, CancellationToken cancel)
    {
        if (userId != requester.UserId)
        {
            return MatrixError.Forbidden("Filters are their owner's alone.").ToResponse();
        }

        return await filters.FindAsync(userId, filterId, cancel) is { } filter
            ? new RawAnswer(filter)
            : MatrixError.NotFound("You have no filter of this id.").ToResponse();
    }
}
