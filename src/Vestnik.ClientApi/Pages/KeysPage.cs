using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;

namespace Vestnik.ClientApi.Pages;

/// <summary><c>GET</c> and <c>POST /account/keys</c>: lets a device replace the keys that vouch for all of a person's devices.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#oauth-authentication</remarks>
public sealed class KeysPage : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Places.Keys, Show);
        routes.MapPost(Places.Keys, HandleAsync);
    }

    private static IResult Show(Visit visit)
    {
        if (visit.Person is null)
        {
            return Redirects.To(Places.Then(Places.SignIn, visit.Here));
        }

        var words = visit.Words.Security;
        return new Page(visit, words.Reset, Html.Of($"""
            {Parts.Title(words.Reset, words.ResetLead)}
            <p class="problem">{words.ResetMeans}</p>
            <p class="muted">{visit.Words.Consent.NotAsked}</p>
            {Parts.Form(visit, Places.Keys, Html.Of($"""
                <div class="pair"><a class="button" href="{Places.Account}">{visit.Words.Account.Back}</a><button class="button danger">{words.ResetAllow}</button></div>
                """), "reset-keys")}
            """));
    }

    private static async Task<IResult> HandleAsync(Visit visit, SubmittedForm form, KeyReplacement replacement)
    {
        if (visit.Person is not { } person || !visit.Owns(form.Values))
        {
            return Redirects.To(Places.Keys);
        }

        await replacement.AllowAsync(person);
        var words = visit.Words.Security;
        return new Page(visit, words.ResetAllowed, Parts.Title(words.ResetAllowed, words.ResetGoBack));
    }
}
