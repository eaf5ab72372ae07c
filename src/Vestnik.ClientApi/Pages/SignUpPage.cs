using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.AppServices;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Pages;

/// <summary><c>GET</c> and <c>POST /account/sign-up</c>: a new account, where the operator lets people make their own.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#user-registration</remarks>
public sealed class SignUpPage : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Places.SignUp, Show);
        routes.MapPost(Places.SignUp, HandleAsync);
    }

    private static IResult Show(Visit visit, string? next, HomeserverOptions options) =>
        options.Registration.Enabled ? Answer(visit, Places.Checked(next), "", null, options) : Closed(visit);

    private static async Task<IResult> HandleAsync(
        Visit visit, SubmittedForm form, Registration registration, RegistrationTokens invitations, RegisteredServices services, BrowserSessions sessions,
        Attempts attempts, HomeserverOptions options, HttpContext context, CancellationToken cancel)
    {
        if (!options.Registration.Enabled)
        {
            return Closed(visit);
        }

        var (next, name, password) = (Places.Checked(form["next"]), form["user"].Trim(), form["password"]);
        if (!visit.Owns(form.Values))
        {
            return Answer(visit, next, name, Attempts.OldForm, options);
        }

        if (await attempts.ObjectionAsync(context) is { } tooMany)
        {
            return Answer(visit, next, name, tooMany, options);
        }

        if (!(await registration.CheckNameAsync(name, cancel)).Accepted(out var user, out var refusal)
            || (refusal = services.Objection(user, asking: null)) is not null
            || (refusal = Passwords.Objection(password)) is not null
            || (refusal = await InvitationObjectionAsync(form["invitation"], invitations, options)) is not null
            || !(await MakeAsync(user, password, registration, cancel)).Accepted(out _, out refusal))
        {
            return Answer(visit, next, name, refusal, options);
        }

        visit.Begin(await sessions.OpenAsync(user, isComplete: true));
        return Redirects.To(next);
    }

    private static Task<Outcome<Registered>> MakeAsync(UserId user, string password, Registration registration, CancellationToken cancel) =>
        registration.RegisterAsync(new NewPerson { UserId = user, Password = password }, cancel);

    // Taken last of all checks: a name that is taken does not use an invitation up.
    private static async Task<MatrixError?> InvitationObjectionAsync(string invitation, RegistrationTokens invitations, HomeserverOptions options) =>
        !options.Registration.RequireToken || await invitations.TakeAsync(invitation.Trim())
            ? null
            : MatrixError.Of("M_UNAUTHORIZED", 403, "This registration token is not valid.");

    private static Page Closed(Visit visit) =>
        new(visit, visit.Words.SignIn.SignUpTitle, Parts.Title(visit.Words.SignIn.SignUpTitle, visit.Words.SignIn.Closed), StatusCodes.Status403Forbidden);

    private static Page Answer(Visit visit, string next, string name, MatrixError? problem, HomeserverOptions options)
    {
        var words = visit.Words.SignIn;
        var invitation = options.Registration.RequireToken
            ? Parts.Field(words.Invitation, Html.Of($"""<input name="invitation" autocomplete="off" maxlength="64" required>"""))
            : Html.Nothing;
        var fields = Html.Of($"""
            {Parts.Hidden("next", next)}
            {Parts.Field(words.User, Html.Of($"""<input name="user" value="{name}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="255" required autofocus>"""), words.UserHint)}
            {Parts.Field(words.Password, Html.Of($"""<input name="password" type="password" autocomplete="new-password" minlength="8" maxlength="512" required>"""), words.PasswordHint)}
            {invitation}
            {Parts.Button(words.SignUp)}
            """);
        return new Page(visit, words.SignUpTitle, Html.Of($"""
            {Parts.Title(words.SignUpTitle, words.SignUpLead(options.ServerName.ToString()))}
            {Parts.Problem(visit.Words, problem)}
            {Parts.Form(visit, Places.SignUp, fields, "sign-up")}
            <p class="aside"><a href="{Places.Then(Places.SignIn, next)}">{words.HaveAccount}</a></p>
            """), problem?.Status ?? 200);
    }
}
