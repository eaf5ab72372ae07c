using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OpenIddict.Abstractions;
using Vestnik.ClientApi.OAuth;
using Vestnik.Homeserver.OAuth;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Pages;

/// <summary><c>GET</c> and <c>POST /account/link</c>: lets a device in that has no browser, by the code that it shows.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#device-authorisation-flow</remarks>
public sealed class LinkPage : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Places.Link, ShowAsync);
        routes.MapPost(Places.Link, HandleAsync);
    }

    private static MatrixError Unknown { get; } = MatrixError.Of("VESTNIK_USER_CODE", 404, "No device waits with this code.");

    private static async Task<IResult> ShowAsync(
        Visit visit, [FromQuery(Name = "user_code")] string? typed, Attempts attempts, WaitingDevices waiting, HttpContext context, CancellationToken cancel)
    {
        if (visit.Person is null)
        {
            return Redirects.To(Places.Then(Places.SignIn, visit.Here));
        }

        if (typed is null or "")
        {
            return Entry(visit, "", null);
        }

        if (await attempts.ObjectionAsync(context) is { } tooMany)
        {
            return Entry(visit, typed, tooMany);
        }

        return await waiting.FindAsync(typed, cancel) is { } ticket ? await QuestionAsync(visit, typed, ticket, waiting, cancel) : Entry(visit, typed, Unknown);
    }

    private static async Task<IResult> HandleAsync(
        Visit visit, SubmittedForm form, Attempts attempts, WaitingDevices waiting, HttpContext context, CancellationToken cancel)
    {
        var typed = form["user_code"];
        if (visit.Person is not { } person || !visit.Owns(form.Values))
        {
            return Redirects.To(Places.Link + QueryString.Create("user_code", typed));
        }

        if (await attempts.ObjectionAsync(context) is { } tooMany)
        {
            return Entry(visit, typed, tooMany);
        }

        if (await waiting.FindAsync(typed, cancel) is not { } ticket)
        {
            return Entry(visit, typed, Unknown);
        }

        if (form["decision"] is not ("allow" or "refuse"))
        {
            return await QuestionAsync(visit, typed, ticket, waiting, cancel);
        }

        var words = visit.Words.Link;
        var allowed = form["decision"] is "allow";
        return await waiting.DecideAsync(ticket, allowed ? person : null)
            ? new Page(visit, words.Title, Html.Of($"""
                {Parts.Title(allowed ? words.LetIn : words.KeptOut, allowed ? words.LetInLead : null)}
                <p><a class="button" href="{Places.Account}">{visit.Words.Account.Back}</a></p>
                """))
            : Entry(visit, typed, Unknown);
    }

    private static Page Entry(Visit visit, string typed, MatrixError? problem)
    {
        var words = visit.Words.Link;
        var input = Html.Of($"""<input class="code" name="user_code" value="{typed}" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="16" placeholder="BCDF-GHJK" required autofocus>""");
        return new Page(visit, words.Title, Html.Of($"""
            {Parts.Title(words.Title, words.Lead)}
            {Parts.Problem(visit.Words, problem)}
            {Parts.Form(visit, Places.Link, Html.Of($"""{Parts.Field(words.Code, input)}{Parts.Button(words.Next)}"""), "link")}
            """), problem?.Status ?? 200);
    }

    private static async Task<IResult> QuestionAsync(Visit visit, string typed, Ticket ticket, WaitingDevices waiting, CancellationToken cancel)
    {
        var words = visit.Words.Consent;
        var name = await waiting.ClientNameAsync(ticket, cancel);
        var device = OAuthScope.Read(string.Join(' ', ClaimsText.Read(ticket.Content).GetScopes()))?.Device.ToString() ?? "";
        return new Page(visit, words.Title(name), Html.Of($"""
            {Parts.Title(words.Title(name), words.Signed(visit.Person!.Value.ToString()))}
            <p class="problem">{visit.Words.Link.Beware}</p>
            <p>{words.Gets}</p>
            <ul class="plain"><li>{words.Reads}</li><li>{words.Acts}</li></ul>
            <p>{words.Device(device)}</p>
            {Parts.Form(visit, Places.Link, Html.Of($"""
                {Parts.Hidden("user_code", typed)}
                <div class="pair">{Parts.Quiet(words.Refuse, "decision", "refuse")}{Parts.Button(words.Allow, "decision", "allow")}</div>
                """), "link-consent")}
            """));
    }
}
