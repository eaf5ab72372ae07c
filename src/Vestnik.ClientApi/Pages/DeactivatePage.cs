using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Pages;

/// <summary><c>GET</c> and <c>POST /account/deactivate</c>: ends an account for good. Asks for the password once more.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#account-management-url-actions</remarks>
public sealed class DeactivatePage : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Places.Deactivate, Show);
        routes.MapPost(Places.Deactivate, HandleAsync);
    }

    private static IResult Show(Visit visit) =>
        visit.Person is null ? Redirects.To(Places.Then(Places.SignIn, visit.Here)) : Answer(visit, null);

    private static async Task<IResult> HandleAsync(
        Visit visit, SubmittedForm form, SignIn signIn, AccountChanges accounts, Attempts attempts, HttpContext context, CancellationToken cancel)
    {
        if (visit.Person is not { } person || !visit.Owns(form.Values))
        {
            return Redirects.To(Places.Deactivate);
        }

        if (await attempts.ObjectionAsync(context) is { } tooMany)
        {
            return Answer(visit, tooMany);
        }

        if (!(await signIn.IsPasswordAsync(person, form["password"], cancel)).Accepted(out var right, out var busy))
        {
            return Answer(visit, busy);
        }

        if (!right)
        {
            return Answer(visit, MatrixError.Forbidden("The password is not right."));
        }

        await accounts.DeactivateAsync(person, form["erase"] is "yes", cancel);
        visit.End();
        var words = visit.Words.Security;
        return new Page(visit, words.Deactivated, Parts.Title(words.Deactivated, words.DeactivatedLead));
    }

    private static Page Answer(Visit visit, MatrixError? problem)
    {
        var words = visit.Words.Security;
        return new Page(visit, words.Deactivate, Html.Of($"""
            {Parts.Title(words.Deactivate, visit.Person!.Value.ToString())}
            {Parts.Problem(visit.Words, problem)}
            <p>{words.DeactivateMeans}</p>
            {Parts.Form(visit, Places.Deactivate, Html.Of($"""
                {Parts.Field(visit.Words.SignIn.Password, Html.Of($"""<input name="password" type="password" autocomplete="current-password" maxlength="512" required>"""))}
                <p><label><input type="checkbox" name="erase" value="yes"> {words.Erase}</label></p>
                <div class="pair"><a class="button" href="{Places.Account}">{visit.Words.Account.Back}</a><button class="button danger">{words.DeactivateNow}</button></div>
                """), "deactivate")}
            """), problem?.Status ?? 200);
    }
}
