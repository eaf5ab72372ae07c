using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin;

/// <summary><c>GET /_matrix/client/v1/admin/lock/{userId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1adminlockuserid</remarks>
public sealed class GetLock : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v1/admin/lock/{userId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        UserId userId, Requester requester, AccountModeration moderation, CancellationToken cancel) =>
        ModerationAnswers.Answer(await moderation.IsUnderAsync(requester.AsModerator(), userId, Restraint.Lock, cancel), "locked");
}
