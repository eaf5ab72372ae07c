using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.AccountData;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.AccountData;

/// <summary><c>PUT /_matrix/client/v3/user/{userId}/rooms/{roomId}/account_data/{type}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3useruseridroomsroomidaccount_datatype</remarks>
public sealed class PutRoomAccountData : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_matrix/client/v3/user/{userId}/rooms/{roomId}/account_data/{type}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        UserId userId, RoomId roomId, string type, ObjectBody body, Requester requester, IAccountData data)
    {
        if (AccountDataRules.ObjectionToWriting(requester, userId, type, body.Bytes.Length) is { } objection)
        {
            return objection.ToResponse();
        }

        return (await data.PutAsync(userId, roomId, type, body.Bytes)).ToEmptyResponse();
    }
}
