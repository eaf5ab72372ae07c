using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.AccountData;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.AccountData;

/// <summary><c>PUT /_matrix/client/v3/user/{userId}/rooms/{roomId}/tags/{tag}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3useruseridroomsroomidtagstag</remarks>
public sealed class PutTag : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_matrix/client/v3/user/{userId}/rooms/{roomId}/tags/{tag}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        UserId userId, RoomId roomId, string tag, ObjectBody body, Requester requester, IAccountData data)
    {
        if ((AccountDataRules.ObjectionToReading(requester, userId) ?? RoomTags.Objection(tag, body.Bytes)) is { } objection)
        {
            return objection.ToResponse();
        }

        var changed = await data.ChangeAsync(userId, roomId, RoomTags.Type, tags => RoomTags.With(tags, tag, body.Bytes));
        return changed.ToEmptyResponse();
    }
}
