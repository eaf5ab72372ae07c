using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;
using Vestnik.Http.RateLimits;

namespace Vestnik.ClientApi.ThirdPartyIdentifiers;

/// <summary><c>POST /_matrix/client/v3/account/3pid/unbind</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3account3pidunbind</remarks>
public sealed class UnbindThirdParty : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/account/3pid/unbind", Handle).LimitStrictly();

    private static IResult Handle(ObjectBody body, Requester requester) => ThirdPartyBody.Objection(body, "medium", "address") ?? NoThirdParties.Removed;
}
