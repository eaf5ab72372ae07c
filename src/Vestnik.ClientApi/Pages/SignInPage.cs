using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Pages;

/// <summary><c>GET</c> and <c>POST /account/sign-in</c>: who somebody is, by password and, where they have one, by their second factor.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#login</remarks>
public sealed class SignInPage : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Places.SignIn, Show);
        routes.MapPost(Places.SignIn, HandleAsync);
    }

    private static IResult Show(Visit visit, string? next, HomeserverOptions options) =>
        Answer(visit, Places.Checked(next), "", null, options);

    private static async Task<IResult> HandleAsync(
        Visit visit, SubmittedForm form, SignIn signIn, SecondFactors factors, BrowserSessions sessions, Attempts attempts, HomeserverOptions options, HttpContext context, CancellationToken cancel)
    {
        var (next, user) = (Places.Checked(form["next"]), form["user"].Trim());
        if (!visit.Owns(form.Values))
        {
            return Answer(visit, next, user, Attempts.OldForm, options);
        }

        if (await attempts.ObjectionAsync(context) is { } tooMany)
        {
            return Answer(visit, next, user, tooMany, options);
        }

        if (!(await signIn.IdentifyAsync(user, form["password"], cancel)).Accepted(out var account, out var refusal))
        {
            return Answer(visit, next, user, refusal, options);
        }

        var isComplete = await factors.FindAsync(account.UserId, cancel) is null;
        visit.Begin(await sessions.OpenAsync(account.UserId, isComplete));
        return Redirects.To(isComplete ? next : Places.Then(Places.SecondFactor, next));
    }

    internal static Page Answer(Visit visit, string next, string user, MatrixError? problem, HomeserverOptions options)
    {
        var words = visit.Words.SignIn;
        var fields = Html.Of($"""
            {Parts.Hidden("next", next)}
            {Parts.Field(words.User, Html.Of($"""<input name="user" value="{user}" autocomplete="username webauthn" autocapitalize="none" spellcheck="false" maxlength="255" required autofocus>"""))}
            {Parts.Field(words.Password, Html.Of($"""<input name="password" type="password" autocomplete="current-password" maxlength="512" required>"""))}
            {Parts.Button(words.SignIn)}
            """);
        return new Page(visit, words.Title, Html.Of($"""
            {Parts.Title(words.Title, words.Lead(options.ServerName.ToString()))}
            {Parts.Problem(visit.Words, problem)}
            {PasskeyForms.Form(visit, PasskeyForms.SignIn, Html.Of($"""{Parts.Hidden("next", next)}{Parts.Button(words.WithPasskey)}<p class="or">{words.Or}</p>"""), "passkey-sign-in")}
            {Parts.Form(visit, Places.SignIn, fields, "sign-in")}
            {(options.Registration.Enabled ? Html.Of($"""<p class="aside"><a href="{Places.Then(Places.SignUp, next)}">{words.NoAccount}</a></p>""") : Html.Nothing)}
            """), problem?.Status ?? 200);
    }
}
