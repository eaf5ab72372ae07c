using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Contacts;
using Vestnik.Http;
using Vestnik.Http.RateLimits;

namespace Vestnik.ClientApi.ThirdPartyIdentifiers;

/// <summary><c>POST /_matrix/client/v3/account/3pid/email/requestToken</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3account3pidemailrequesttoken</remarks>
public sealed class RequestEmailForAccount : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/account/3pid/email/requestToken", HandleAsync).LimitStrictly();

    private static Task<IResult> HandleAsync(ObjectBody body, ProofRequests proofs, CancellationToken cancel) =>
        proofs.EmailAsync(ProofFor.Account, body, cancel);
}
