using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.AccountData;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.AccountData;

/// <summary><c>DELETE /_matrix/client/v3/user/{userId}/rooms/{roomId}/tags/{tag}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#delete_matrixclientv3useruseridroomsroomidtagstag</remarks>
public sealed class DeleteTag : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/_matrix/client/v3/user/{userId}/rooms/{roomId}/tags/{tag}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        UserId userId, RoomId roomId, string tag, Requester requester, IAccountData data)
    {
        if (AccountDataRules.ObjectionToReading(requester, userId) is { } objection)
        {
            return objection.ToResponse();
        }

        return (await data.ChangeAsync(userId, roomId, RoomTags.Type, tags => RoomTags.Without(tags, tag))).ToEmptyResponse();
    }
}
