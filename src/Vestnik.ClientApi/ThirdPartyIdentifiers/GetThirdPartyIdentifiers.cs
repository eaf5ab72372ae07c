using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.ThirdPartyIdentifiers;

/// <summary><c>GET /_matrix/client/v3/account/3pid</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3account3pid</remarks>
public sealed class GetThirdPartyIdentifiers : IEndpoint
{
    private static readonly Response None = new([]);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/account/3pid", Handle);

    internal sealed record Response(IReadOnlyList<string> Threepids);

    private static IResult Handle(Requester requester) => TypedResults.Ok(None);
}
