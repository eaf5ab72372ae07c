using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Sync;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Presence;

/// <summary><c>GET /_matrix/client/v3/presence/{userId}/status</c>: one's own, and of people with whom one shares a room.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3presenceuseridstatus</remarks>
public sealed class GetPresence : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/presence/{userId}/status", HandleAsync);

    private static async Task<IResult> HandleAsync(
        UserId userId,
        Requester requester,
        MutualRooms mutual,
        Homeserver.Ephemera.Presence presence,
        TimeProvider clock,
        CancellationToken cancel)
    {
        if (userId != requester.UserId && (await mutual.OfAsync(requester.UserId, userId, cancel)).Count == 0)
        {
            return MatrixError.Forbidden("Only people who share a room with somebody see whether they are there.").ToResponse();
        }

        using var answer = new AnswerBuffer();
        PresenceContent.Write(answer, presence.Of(userId), clock.GetUtcNow().ToUnixTimeMilliseconds());
        return new RawAnswer(answer.Written.ToArray());
    }
}
