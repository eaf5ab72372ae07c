using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;
using Vestnik.Http.RateLimits;

namespace Vestnik.ClientApi.ThirdPartyIdentifiers;

/// <summary><c>POST /_matrix/client/v3/account/3pid/bind</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3account3pidbind</remarks>
public sealed class BindThirdParty : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/account/3pid/bind", Handle).LimitStrictly();

    private static IResult Handle(ObjectBody body, Requester requester) => ThirdPartyBody.Objection(body, "client_secret", "sid", "id_server", "id_access_token") ?? NoThirdParties.NotTrusted;
}
