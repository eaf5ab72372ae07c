using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Accounts;
using Vestnik.Homeserver.Contacts;
using Vestnik.Http;
using Vestnik.Http.RateLimits;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.ThirdPartyIdentifiers;

/// <summary><c>POST /_matrix/client/v3/account/3pid/add</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3account3pidadd</remarks>
public sealed class AddThirdParty : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/account/3pid/add", HandleAsync).LimitStrictly();

    private static async Task<IResult> HandleAsync(
        ObjectBody body, Requester requester, ContactProofs proofs, KeptContacts contacts, UserInteractive interactive, HttpContext context,
        CancellationToken cancel)
    {
        if (ThirdPartyBody.Objection(body, "client_secret", "sid") is { } objection)
        {
            return objection;
        }

        if (!proofs.Reaches(Contact.Email) && !proofs.Reaches(Contact.Phone))
        {
            return NoThirdParties.NotProven;
        }

        if (requester.IsGuest)
        {
            return MatrixError.Of("M_GUEST_ACCESS_FORBIDDEN", 403, "A guest keeps no address.").ToResponse();
        }

        if (await interactive.RequireAsync(context, body.Bytes, requester, UserInteractive.Password, cancel) is { } challenge)
        {
            return challenge;
        }

        using var parsed = JsonDocument.Parse(body.Bytes);
        if (await ContactCredentials.FindAsync(parsed.RootElement, proofs, cancel) is not { } proof)
        {
            return MatrixError.Of("M_THREEPID_AUTH_FAILED", 400, "The address or number has not been confirmed.").ToResponse();
        }

        return (await contacts.AddAsync(requester.UserId, proof, cancel))?.ToResponse() ?? Responses.Empty;
    }
}
