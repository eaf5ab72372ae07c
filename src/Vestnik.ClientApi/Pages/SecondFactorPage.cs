using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Pages;

/// <summary><c>GET</c> and <c>POST /account/second-factor</c>: the code that follows the password.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#login</remarks>
public sealed class SecondFactorPage : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Places.SecondFactor, Show);
        routes.MapPost(Places.SecondFactor, HandleAsync);
    }

    private static IResult Show(Visit visit, string? next) =>
        visit.Session is { IsComplete: false } ? Answer(visit, Places.Checked(next), null) : Redirects.To(Places.Then(Places.SignIn, Places.Checked(next)));

    private static async Task<IResult> HandleAsync(
        Visit visit, SubmittedForm form, SecondFactors factors, BrowserSessions sessions, Attempts attempts, HttpContext context, CancellationToken cancel)
    {
        var next = Places.Checked(form["next"]);
        if (visit.Session is not { IsComplete: false } session)
        {
            return Redirects.To(Places.Then(Places.SignIn, next));
        }

        if (!visit.Owns(form.Values))
        {
            return Answer(visit, next, Attempts.OldForm);
        }

        if (await attempts.ObjectionAsync(context) is { } tooMany)
        {
            return Answer(visit, next, tooMany);
        }

        if (!(await factors.TakeAsync(session.UserId, form["code"], cancel)).Accepted(out var right, out var refusal))
        {
            return Answer(visit, next, refusal);
        }

        if (!right)
        {
            return Answer(visit, next, Attempts.WrongCode);
        }

        await sessions.EndAsync(session);
        visit.Begin(await sessions.OpenAsync(session.UserId, isComplete: true));
        return Redirects.To(next);
    }

    private static Page Answer(Visit visit, string next, MatrixError? problem)
    {
        var words = visit.Words.Security;
        return new Page(visit, words.CodeTitle, Html.Of($"""
            {Parts.Title(words.CodeTitle, words.CodeLead)}
            {Parts.Problem(visit.Words, problem)}
            {Parts.Form(visit, Places.SecondFactor, Html.Of($"""
                {Parts.Hidden("next", next)}
                {Parts.Field(words.Code, Parts.CodeInput)}
                {Parts.Button(words.Confirm)}
                """), "second-factor")}
            """), problem?.Status ?? 200);
    }
}
