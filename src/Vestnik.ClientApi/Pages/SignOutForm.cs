using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;

namespace Vestnik.ClientApi.Pages;

/// <summary><c>POST /account/sign-out</c>: leaves the account pages in this browser. The person's devices stay as they are.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#oauth-20-account-management</remarks>
public sealed class SignOutForm : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Places.SignOut, HandleAsync);

    private static async Task<IResult> HandleAsync(Visit visit, SubmittedForm form, BrowserSessions sessions)
    {
        if (visit.Owns(form.Values) && visit.Session is { } session)
        {
            await sessions.EndAsync(session);
            visit.End();
        }

        return Redirects.To(Places.Then(Places.SignIn, Places.Checked(form["next"])));
    }
}
