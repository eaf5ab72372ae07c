using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.AppServices;
using Vestnik.Http;

namespace Vestnik.ClientApi.Accounts;

/// <summary><c>GET /_matrix/client/v3/login</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3login</remarks>
public sealed class GetLoginFlows : IEndpoint
{
    // A client that knows nothing of OAuth, but of this hint, offers our pages alone.
    private static readonly LoginFlow[] OfPeople =
        [new("m.login.sso", OauthAwarePreferred: true), new(UserInteractive.Password), new(LogIn.Token, GetLoginToken: true)];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/login", Handle);

    private static IResult Handle(RegisteredServices services) => TypedResults.Ok(new Response(
        services.All.Count == 0 ? OfPeople : [.. OfPeople, new(ServiceAccounts.LoginType, null)]));

    internal sealed record Response(IReadOnlyList<LoginFlow> Flows);

    internal sealed record LoginFlow(string Type, bool? GetLoginToken = null, bool? OauthAwarePreferred = null);
}
