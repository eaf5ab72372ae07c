using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin;

/// <summary><c>PUT /_matrix/client/v1/admin/lock/{userId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv1adminlockuserid</remarks>
public sealed class SetLock : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_matrix/client/v1/admin/lock/{userId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        UserId userId, ObjectBody body, Requester requester, AccountModeration moderation, CancellationToken cancel) =>
        ModerationAnswers.Read(body, "locked").Accepted(out var holds, out var refusal)
            ? ModerationAnswers.Answer(await moderation.SetAsync(requester.AsModerator(), userId, Restraint.Lock, holds, cancel), "locked")
            : refusal.ToResponse();
}
