using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.ThirdPartyIdentifiers;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Contacts;
using Vestnik.Http;
using Vestnik.Http.RateLimits;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Accounts;

/// <summary><c>POST /_matrix/client/v3/account/password</c>: with a token and the old password, or with the proof of a contact.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3accountpassword</remarks>
public sealed class ChangePassword : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/account/password", HandleAsync).LimitStrictly().WithOrWithoutToken();

    internal sealed record Request(string? NewPassword, bool? LogoutDevices);

    private static async Task<IResult> HandleAsync(
        Body<Request> body, AccountChanges accounts, UserInteractive interactive, ContactProofs proofs, KeptContacts contacts,
        HttpContext context, CancellationToken cancel)
    {
        var requester = context.Features.Get<Requester>();
        if (Objection(body.Value, requester, proofs) is { } objection)
        {
            return objection.ToResponse();
        }

        if (await interactive.RequireAsync(context, body.Bytes, requester, Stages(requester, proofs), cancel) is { } challenge)
        {
            return challenge;
        }

        if (body.Value.NewPassword is not { } password)
        {
            return MatrixError.MissingParam("The new password is missing.").ToResponse();
        }

        if (requester is not null)
        {
            var kept = body.Value.LogoutDevices == false ? KeptDevices.All : KeptDevices.Only(requester.DeviceId);
            return (await accounts.SetPasswordAsync(requester.UserId, password, kept, cancel)).ToEmptyResponse();
        }

        // Whose contact it is, only the one who has proven it may learn.
        if (await ContactCredentials.FindInBodyAsync(body.Bytes, proofs, cancel) is not { } proof
            || await contacts.OwnerAsync(proof.Contact, cancel) is not { } owner
            || !await contacts.SpendAsync(proof))
        {
            return MatrixError.Of("M_THREEPID_NOT_FOUND", 400, "No account has this address or number.").ToResponse();
        }

        return (await accounts.SetPasswordAsync(owner, password, body.Value.LogoutDevices == false ? KeptDevices.All : KeptDevices.None, cancel)).ToEmptyResponse();
    }

    private static MatrixError? Objection(Request request, Requester? requester, ContactProofs proofs)
    {
        if (requester is null && !proofs.Reaches(Contact.Email) && !proofs.Reaches(Contact.Phone))
        {
            return MatrixError.Of("M_MISSING_TOKEN", 401, "This request needs an access token.");
        }

        if (requester is { IsGuest: true })
        {
            return MatrixError.Of("M_GUEST_ACCESS_FORBIDDEN", 403, "A guest has no password.");
        }

        if (requester?.AppService is not null)
        {
            return MatrixError.Forbidden("An application service does not change passwords.");
        }

        return request.NewPassword is { } chosen ? Passwords.Objection(chosen) : null;
    }

    private static List<string> Stages(Requester? requester, ContactProofs proofs)
    {
        if (requester is not null)
        {
            return [UserInteractive.Password];
        }

        var stages = new List<string>();
        if (proofs.Reaches(Contact.Email))
        {
            stages.Add(UserInteractive.Email);
        }

        if (proofs.Reaches(Contact.Phone))
        {
            stages.Add(UserInteractive.Phone);
        }

        return stages;
    }
}
