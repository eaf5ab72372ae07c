using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Pages;

/// <summary><c>GET</c> and <c>POST /account/codes</c>: turns the second factor on and off.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#oauth-20-account-management</remarks>
public sealed class CodesPage : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Places.Codes, ShowAsync);
        routes.MapPost(Places.Codes, HandleAsync);
    }

    private static async Task<IResult> ShowAsync(Visit visit, SecondFactors factors, HomeserverOptions options, CancellationToken cancel)
    {
        if (visit.Person is not { } person)
        {
            return Redirects.To(Places.Then(Places.SignIn, visit.Here));
        }

        return await factors.FindAsync(person, cancel) is { } factor
            ? On(visit, factor, null)
            : Off(visit, person, SecondFactors.NewSecret(), null, options);
    }

    private static async Task<IResult> HandleAsync(
        Visit visit, SubmittedForm form, SecondFactors factors, HomeserverOptions options, CancellationToken cancel)
    {
        if (visit.Person is not { } person || !visit.Owns(form.Values))
        {
            return Redirects.To(Places.Codes);
        }

        if (await factors.FindAsync(person, cancel) is { } factor)
        {
            return await TurnOffAsync(visit, person, factor, form["code"], factors, cancel);
        }

        return (await factors.TurnOnAsync(person, form["secret"], form["code"])).Match(
            codes => Recovery(visit, codes),
            refusal => Off(visit, person, Totp.FromText(form["secret"]) is null ? SecondFactors.NewSecret() : form["secret"], refusal, options));
    }

    // Whoever finds the page open must not be able to take the lock off the door.
    private static async Task<IResult> TurnOffAsync(
        Visit visit, UserId person, SecondFactor factor, string code, SecondFactors factors, CancellationToken cancel)
    {
        if (!(await factors.TakeAsync(person, code, cancel)).Accepted(out var right, out var refusal))
        {
            return On(visit, factor, refusal);
        }

        if (!right)
        {
            return On(visit, factor, Attempts.WrongCode);
        }

        await factors.TurnOffAsync(person);
        return Redirects.To(QueryHelpers.AddQueryString(Places.Account, "done", "codes-off"));
    }

    private static Page Off(Visit visit, UserId person, string secret, MatrixError? problem, HomeserverOptions options)
    {
        var words = visit.Words.Security;
        return new Page(visit, words.Codes, Html.Of($"""
            {Parts.Title(words.Codes, words.CodesLead)}
            {Parts.Problem(visit.Words, problem)}
            {QrPicture.Of(Totp.Address(options.ServerName.ToString(), person.ToString(), secret), words.Picture)}
            <p>{words.OrType} <code>{string.Join(' ', secret.Chunk(4).Select(four => new string(four)))}</code></p>
            {Parts.Form(visit, Places.Codes, Html.Of($"""
                {Parts.Hidden("secret", secret)}
                {Parts.Field(words.Code, Parts.CodeInput)}
                {Parts.Button(words.TurnOn)}
                """), "turn-on")}
            <p class="aside"><a href="{Places.Account}">{visit.Words.Account.Back}</a></p>
            """), problem?.Status ?? 200);
    }

    private static Page On(Visit visit, SecondFactor factor, MatrixError? problem)
    {
        var words = visit.Words.Security;
        return new Page(visit, words.Codes, Html.Of($"""
            {Parts.Title(words.Codes, words.CodesOn)}
            {Parts.Problem(visit.Words, problem)}
            <p>{words.CodesLeft(factor.RecoveryCodes)}</p>
            {Parts.Form(visit, Places.Codes, Html.Of($"""
                {Parts.Field(words.Code, Parts.CodeInput)}
                <div class="pair"><a class="button" href="{Places.Account}">{visit.Words.Account.Back}</a><button class="button danger">{words.TurnOff}</button></div>
                """), "turn-off")}
            """), problem?.Status ?? 200);
    }

    private static Page Recovery(Visit visit, IReadOnlyList<string> codes)
    {
        var words = visit.Words.Security;
        return new Page(visit, words.RecoveryTitle, Html.Of($"""
            {Parts.Title(words.RecoveryTitle, words.RecoveryLead)}
            <ul class="codes">{codes.Select(code => Html.Of($"<li><code>{code}</code></li>"))}</ul>
            <p><a class="button main" href="{Places.Account}">{words.RecoveryKept}</a></p>
            """));
    }
}
