using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;

namespace Vestnik.ClientApi.Pages;

/// <summary><c>GET</c> and <c>POST /account/continue</c>: gives a client of the older sign-in the token that signs it in, when the person agrees.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#client-login-via-sso</remarks>
public sealed class ContinuePage : IEndpoint
{
    private const string Field = "redirectUrl";

    private static readonly string[] Dangerous = ["javascript", "data", "file", "blob", "about", "vbscript"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Places.Continue, Show);
        routes.MapPost(Places.Continue, HandleAsync);
    }

    /// <summary>The address, when a browser may be sent there with a token.</summary>
    public static Uri? Address(string? text) =>
        text is { Length: > 0 and < 4000 }
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.UserInfo.Length == 0
        && !Dangerous.Contains(address.Scheme, StringComparer.Ordinal)
            ? address
            : null;

    private static IResult Show(Visit visit, string? redirectUrl)
    {
        if (visit.Person is null)
        {
            return Redirects.To(Places.Then(Places.SignIn, visit.Here));
        }

        return Address(redirectUrl) is { } address ? Question(visit, address) : Wrong(visit);
    }

    private static async Task<IResult> HandleAsync(Visit visit, SubmittedForm form, Passes passes)
    {
        if (Address(form[Field]) is not { } address)
        {
            return Wrong(visit);
        }

        if (visit.Person is not { } person || !visit.Owns(form.Values))
        {
            return Redirects.To(Places.Continue + QueryString.Create(Field, form[Field]));
        }

        return form["decision"] is "allow"
            ? Redirects.To(QueryHelpers.AddQueryString(address.AbsoluteUri, "loginToken", await passes.ForSignInAsync(person)))
            : Redirects.To(Places.Account);
    }

    private static Page Wrong(Visit visit) =>
        new(visit, visit.Words.Consent.WrongTitle, Parts.Title(visit.Words.Consent.WrongTitle, visit.Words.Consent.Wrong), StatusCodes.Status400BadRequest);

    private static Page Question(Visit visit, Uri address)
    {
        var words = visit.Words.Consent;
        var name = address.Host.Length > 0 ? address.Host : address.Scheme;
        var fields = Html.Of($"""
            {Parts.Hidden(Field, address.OriginalString)}
            <div class="pair">{Parts.Quiet(words.Refuse, "decision", "refuse")}{Parts.Button(words.Allow, "decision", "allow")}</div>
            """);
        return new Page(visit, words.Title(name), Html.Of($"""
            {Parts.Title(words.Title(name), words.Signed(visit.Person!.Value.ToString()))}
            <p>{words.Gets}</p>
            <ul class="plain"><li>{words.Reads}</li><li>{words.Acts}</li></ul>
            <p>{words.Returns(name)}</p>
            <p class="muted">{words.NotAsked}</p>
            {Parts.Form(visit, Places.Continue, fields, "consent")}
            """), sendsTo: address.OriginalString);
    }
}
