using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Pages;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Accounts;

/// <summary><c>GET /_matrix/client/v3/login/sso/redirect</c>: clients that know only the older sign-in send a person to our pages too.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3loginssoredirect</remarks>
public sealed class SingleSignOn : IEndpoint
{
    public const string Path = "/_matrix/client/v3/login/sso/redirect";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Handle);
        routes.MapGet($"{Path}/{{idpId}}", HandleProvider);
    }

    private static IResult Handle(string? redirectUrl, string? action, Visit visit)
    {
        if (redirectUrl is null)
        {
            return MatrixError.MissingParam("The redirectUrl is missing.").ToResponse();
        }

        if (ContinuePage.Address(redirectUrl) is null)
        {
            return MatrixError.InvalidParam("The redirectUrl is not an address that a browser could be sent to.").ToResponse();
        }

        var next = $"{Places.Continue}{QueryString.Create("redirectUrl", redirectUrl)}";
        return Redirects.To(visit.Person is not null ? next : Places.Then(action is "register" ? Places.SignUp : Places.SignIn, next));
    }

    private static IResult HandleProvider() =>
        MatrixError.NotFound("This server signs people in itself and knows no identity providers.").ToResponse();
}
