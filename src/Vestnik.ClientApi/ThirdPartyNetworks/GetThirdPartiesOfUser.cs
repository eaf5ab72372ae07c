using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.AppServices;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.ThirdPartyNetworks;

/// <summary><c>GET /_matrix/client/v3/thirdparty/user</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3thirdpartyuser</remarks>
public sealed class GetThirdPartiesOfUser : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/thirdparty/user", HandleAsync);

    private static async Task<IResult> HandleAsync(string? userid, Requester requester, OtherNetworks networks, CancellationToken cancel) =>
        userid is null
            ? MatrixError.MissingParam("Say whom you mean: ?userid=….").ToResponse()
            : NetworkAnswers.Of(await networks.TranslateAsync(NetworkEntry.Person, $"userid={Uri.EscapeDataString(userid)}", cancel));
}
