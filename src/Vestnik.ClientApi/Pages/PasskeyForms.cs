using System.Buffers.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Passkeys;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Pages;

/// <summary><c>POST /account/passkeys/…</c>: what the script of the pages and the forms that it fills in ask for.</summary>
/// <remarks>Source: https://www.w3.org/TR/webauthn-2/#sctn-rp-operations</remarks>
public sealed class PasskeyForms : IEndpoint
{
    public const string Challenge = "/account/passkeys/challenge";
    public const string SignIn = "/account/passkeys/sign-in";
    public const string Add = "/account/passkeys/add";
    public const string Remove = "/account/passkeys/remove";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Challenge, AskAsync);
        routes.MapPost(SignIn, SignInAsync);
        routes.MapPost(Add, AddAsync);
        routes.MapPost(Remove, RemoveAsync);
    }

    /// <summary>A form that the script fills in; it stays hidden where there is no script.</summary>
    public static Html Form(Visit visit, string action, Html button, string name) => Html.Of($"""
        <div class="passkey" hidden>
        {Parts.Form(visit, action, button, name)}
        <p class="problem" role="alert" hidden>{visit.Words.Of(Refused)}</p>
        </div>
        """);

    internal sealed record ChallengeAnswer(string Challenge, string Host, string? Handle, string? User, IReadOnlyList<string> Known);

    private static MatrixError Refused { get; } = MatrixError.Of("VESTNIK_PASSKEY", 403, "The passkey was not accepted.");

    private static async Task<IResult> AskAsync(
        Visit visit, SubmittedForm form, PasskeyDoor door, Attempts attempts, HttpContext context, CancellationToken cancel)
    {
        if (!visit.Owns(form.Values))
        {
            return Attempts.OldForm.ToResponse();
        }

        if (await attempts.ObjectionAsync(context) is { } tooMany)
        {
            return tooMany.ToResponse();
        }

        if (form["purpose"] is not "add")
        {
            return TypedResults.Ok(new ChallengeAnswer(await door.AskAsync(visit.Browser, adding: null), door.Host, null, null, []));
        }

        if (visit.Person is not { } person)
        {
            return MatrixError.Forbidden("Sign in first.").ToResponse();
        }

        var known = await door.ListAsync(person, cancel);
        return TypedResults.Ok(new ChallengeAnswer(
            await door.AskAsync(visit.Browser, person),
            door.Host,
            Base64Url.EncodeToString(PasskeyDoor.HandleOf(person)),
            person.ToString(),
            [.. known.Select(passkey => Base64Url.EncodeToString(passkey.CredentialId))]));
    }

    private static async Task<IResult> SignInAsync(
        Visit visit, SubmittedForm form, PasskeyDoor door, BrowserSessions sessions, Attempts attempts, HomeserverOptions options, HttpContext context,
        CancellationToken cancel)
    {
        var next = Places.Checked(form["next"]);
        if (!visit.Owns(form.Values))
        {
            return SignInPage.Answer(visit, next, "", Attempts.OldForm, options);
        }

        if (await attempts.ObjectionAsync(context) is { } tooMany)
        {
            return SignInPage.Answer(visit, next, "", tooMany, options);
        }

        var outcome = await door.SignInAsync(
            visit.Browser, Bytes(form["id"]), Bytes(form["client_data"]), Bytes(form["data"]), Bytes(form["signature"]), cancel);
        if (!outcome.Accepted(out var person, out var refusal))
        {
            return SignInPage.Answer(visit, next, "", refusal, options);
        }

        visit.Begin(await sessions.OpenAsync(person, isComplete: true));
        return Redirects.To(next);
    }

    private static async Task<IResult> AddAsync(Visit visit, SubmittedForm form, PasskeyDoor door, CancellationToken cancel)
    {
        if (visit.Person is not { } person || !visit.Owns(form.Values))
        {
            return Redirects.To(Places.Account);
        }

        var outcome = await door.AddAsync(person, visit.Browser, Bytes(form["client_data"]), Bytes(form["attestation"]), cancel);
        return outcome.Match(
            _ => Redirects.To(QueryHelpers.AddQueryString(Places.Account, "done", "passkey")),
            refusal => new Page(visit, visit.Words.Security.Passkeys, Html.Of($"""
                {Parts.Title(visit.Words.Security.Passkeys)}
                {Parts.Problem(visit.Words, refusal)}
                <p><a class="button" href="{Places.Account}">{visit.Words.Account.Back}</a></p>
                """), refusal.Status));
    }

    private static async Task<IResult> RemoveAsync(Visit visit, SubmittedForm form, PasskeyDoor door)
    {
        if (visit.Person is { } person && visit.Owns(form.Values))
        {
            await door.RemoveAsync(person, Bytes(form["id"]));
            return Redirects.To(QueryHelpers.AddQueryString(Places.Account, "done", "passkey-off"));
        }

        return Redirects.To(Places.Account);
    }

    /// <summary>Nothing where it is not base64url.</summary>
    private static byte[] Bytes(string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
