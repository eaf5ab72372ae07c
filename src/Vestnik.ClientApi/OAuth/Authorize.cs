using System.Globalization;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using System.Security.Claims;
using Vestnik.ClientApi.Pages;
using Vestnik.Homeserver.OAuth;
using Vestnik.Http;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Vestnik.ClientApi.OAuth;

/// <summary><c>GET</c> and <c>POST /oauth2/authorize</c>: a program sends a person here, who signs in and lets it in or not.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#authorisation-code-flow</remarks>
public sealed class Authorize : IEndpoint
{
    private const string Decision = "decision";
    private const string Seal = "seal";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(OAuthPaths.Authorize, AskAsync);
        routes.MapPost(OAuthPaths.Authorize, AnswerAsync);
    }

    private static async Task<IResult> AskAsync(HttpContext context, Visit visit, KnownClients clients, CancellationToken cancel)
    {
        if (await ProtocolLibrary.AnswersAsync(context))
        {
            return TypedResults.Empty;
        }

        if (Objection(context, visit) is { } objection)
        {
            return objection;
        }

        var request = context.GetOpenIddictServerRequest()!;
        if (request.HasPromptValue(PromptValues.None))
        {
            return Refuse(Errors.InteractionRequired, "The person is always asked.");
        }

        if (visit.Person is null)
        {
            return Redirects.To(Places.Then(request.HasPromptValue("create") ? Places.SignUp : Places.SignIn, visit.Here));
        }

        var client = (await clients.FindAsync(request.ClientId, cancel))!;
        return Question(visit, client, request, context.Request.Query.Select(field => (field.Key, field.Value.ToString())));
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, Visit visit, SubmittedForm form, KnownClients clients, CancellationToken cancel)
    {
        if (await ProtocolLibrary.AnswersAsync(context))
        {
            return TypedResults.Empty;
        }

        if (Objection(context, visit) is { } objection)
        {
            return objection;
        }

        var request = context.GetOpenIddictServerRequest()!;
        var asked = form.Values.Where(field => field.Key is not (Decision or Seal)).Select(field => (field.Key, field.Value.ToString())).ToList();
        if (!visit.Owns(form.Values) || visit.Person is not { } person)
        {
            // Also how a client that posts its request begins: the person is then asked, as after a GET.
            var again = QueryString.Create(asked.Select(field => KeyValuePair.Create(field.Key, (string?)field.Item2)));
            return Redirects.To(OAuthPaths.Authorize + again);
        }

        var client = (await clients.FindAsync(request.ClientId, cancel))!;
        return form[Decision] switch
        {
            "allow" => Allow(person.ToString(), OAuthScope.Read(request.Scope)!),
            "refuse" => Refuse(Errors.AccessDenied, "The person has refused."),
            _ => Question(visit, client, request, asked),
        };
    }

    private static IResult Allow(string person, OAuthScope scope)
    {
        var identity = new ClaimsIdentity("account page");
        identity.SetClaim(Claims.Subject, person).SetScopes(scope.Granted);
        return TypedResults.SignIn(new ClaimsPrincipal(identity), new AuthenticationProperties(), ProtocolLibrary.Scheme);
    }

    private static IResult Refuse(string error, string sentence) => TypedResults.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = sentence,
        }),
        [ProtocolLibrary.Scheme]);

    // The client is not known or lies about where it is: nobody is sent there.
    private static IResult? Objection(HttpContext context, Visit visit)
    {
        if (context.GetOpenIddictServerResponse() is not { Error: { } code } refused)
        {
            return null;
        }

        var words = visit.Words.Consent;
        return new Page(visit, words.WrongTitle, Html.Of($"""
            {Parts.Title(words.WrongTitle, words.Wrong)}
            <p class="muted"><code>{code}</code> <span lang="en">{refused.ErrorDescription}</span></p>
            """), StatusCodes.Status400BadRequest);
    }

    private static Page Question(Visit visit, OAuthClient client, OpenIddictRequest request, IEnumerable<(string Name, string Value)> asked)
    {
        var words = visit.Words.Consent;
        var name = client.Metadata.ShownName;
        var scope = OAuthScope.Read(request.Scope)!;
        var fields = Html.Of($"""
            {asked.Select(field => Parts.Hidden(field.Name, field.Value))}
            <div class="pair">{Parts.Quiet(words.Refuse, Decision, "refuse")}{Parts.Button(words.Allow, Decision, "allow")}</div>
            """);
        return new Page(visit, words.Title(name), Html.Of($"""
            {Parts.Title(words.Title(name), words.Signed(visit.Person!.Value.ToString()))}
            <p>{words.Gets}</p>
            <ul class="plain"><li>{words.Reads}</li><li>{words.Acts}</li></ul>
            <p>{words.Device(scope.Device.ToString())}</p>
            <p>{words.Returns(Shown(request.RedirectUri!))}</p>
            <p class="muted">{words.NotAsked}</p>
            {Parts.Form(visit, OAuthPaths.Authorize, fields, "consent")}
            {Parts.Form(visit, Places.SignOut, Html.Of($"""{Parts.Hidden("next", visit.Here)}<p class="aside"><button class="button small">{words.SomebodyElse}</button></p>"""), "somebody-else")}
            """), sendsTo: request.RedirectUri);
    }

    /// <summary>The part of an address by which a person recognizes it.</summary>
    private static string Shown(string redirect) =>
        Uri.TryCreate(redirect, UriKind.Absolute, out var address) && address.Host.Length > 0
            ? address.IsDefaultPort ? address.Host : string.Create(CultureInfo.InvariantCulture, $"{address.Host}:{address.Port}")
            : redirect.Split(':')[0];
}
