using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Pages.Text;
using Vestnik.Homeserver.Contacts;
using Vestnik.Http;
using Vestnik.Http.RateLimits;

namespace Vestnik.ClientApi.Pages;

/// <summary><c>GET /account/confirm-contact</c>: where the link of a letter leads.</summary>
/// <remarks>
/// A link for a new password asks once more, by a button: programs that look into letters open links by themselves.
/// Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3account3pidemailrequesttoken
/// </remarks>
public sealed class ConfirmContactPage : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(ContactProofs.LinkPath, ShowAsync).LimitStrictly();
        routes.MapPost(ContactProofs.LinkPath, HandleAsync).LimitStrictly();
    }

    private static async Task<IResult> ShowAsync(Visit visit, HttpRequest request, ContactProofs proofs, CancellationToken cancel)
    {
        var (sid, secret, token) = (request.Query["sid"].ToString(), request.Query["client_secret"].ToString(), request.Query["token"].ToString());
        if (!request.Query.ContainsKey("ask"))
        {
            return Answer(visit, await proofs.SubmitAsync(sid, secret, token, cancel));
        }

        var words = ContactWords.For(visit.Words.Language);
        return new Page(visit, words.Title, Html.Of($"""
            {Parts.Title(words.Title, words.Lead)}
            {Parts.Form(visit, ContactProofs.LinkPath, Html.Of($"""
                {Parts.Hidden("sid", sid)}{Parts.Hidden("client_secret", secret)}{Parts.Hidden("token", token)}
                <button class="button main">{words.Confirm}</button>
                """), "confirm-contact")}
            """));
    }

    private static async Task<IResult> HandleAsync(Visit visit, SubmittedForm form, ContactProofs proofs, CancellationToken cancel) => Answer(
        visit, await proofs.SubmitAsync(form["sid"], form["client_secret"], form["token"], cancel));

    private static IResult Answer(Visit visit, Protocol.Errors.Outcome<string?> submitted)
    {
        var words = ContactWords.For(visit.Words.Language);
        return submitted.Match<IResult>(
            next => next is null
                ? new Page(visit, words.Done, Parts.Title(words.Done, words.DoneLead))
                : TypedResults.Redirect(next),
            _ => new Page(visit, words.Wrong, Parts.Title(words.Wrong, words.WrongLead), StatusCodes.Status400BadRequest));
    }
}
