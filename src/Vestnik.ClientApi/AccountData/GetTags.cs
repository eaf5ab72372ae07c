using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.AccountData;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.AccountData;

/// <summary><c>GET /_matrix/client/v3/user/{userId}/rooms/{roomId}/tags</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3useruseridroomsroomidtags</remarks>
public sealed class GetTags : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/user/{userId}/rooms/{roomId}/tags", HandleAsync);

    private static async Task<IResult> HandleAsync(
        UserId userId, RoomId roomId, Requester requester, IAccountData data, CancellationToken cancel) =>
        AccountDataRules.ObjectionToReading(requester, userId) is { } objection
            ? objection.ToResponse()
            : new RawAnswer(await data.FindAsync(userId, roomId, RoomTags.Type, cancel) ?? RoomTags.None);
}
