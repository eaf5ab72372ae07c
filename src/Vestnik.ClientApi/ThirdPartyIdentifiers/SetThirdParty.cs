using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Contacts;
using Vestnik.Http;
using Vestnik.Http.RateLimits;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.ThirdPartyIdentifiers;

/// <summary><c>POST /_matrix/client/v3/account/3pid</c>, the deprecated form of <see cref="AddThirdParty"/>.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3account3pid</remarks>
public sealed class SetThirdParty : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/account/3pid", Handle).LimitStrictly();

    // It asks for no password, so a stolen token would become a stolen account.
    private static IResult Handle(ObjectBody body, Requester requester, ContactProofs proofs) =>
        proofs.Reaches(Contact.Email) || proofs.Reaches(Contact.Phone)
            ? MatrixError.Of("M_THREEPID_AUTH_FAILED", 403, "Addresses and numbers are added by /account/3pid/add, which asks for the password.").ToResponse()
            : NoThirdParties.NotProven;
}
