using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Keys;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.KeyBackup;

/// <summary><c>DELETE /_matrix/client/v3/room_keys/keys</c>, <c>…/{roomId}</c>, <c>…/{roomId}/{sessionId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#delete_matrixclientv3room_keyskeys</remarks>
public sealed class DeleteBackedUpKeys : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDelete("/_matrix/client/v3/room_keys/keys", AllAsync);
        routes.MapDelete("/_matrix/client/v3/room_keys/keys/{roomId}", RoomAsync);
        routes.MapDelete("/_matrix/client/v3/room_keys/keys/{roomId}/{sessionId}", SessionAsync);
    }

    private static Task<IResult> AllAsync(string? version, Requester requester, IKeyBackupStore store) =>
        DeleteAsync(version, room: null, session: null, requester, store);

    private static Task<IResult> RoomAsync(RoomId roomId, string? version, Requester requester, IKeyBackupStore store) =>
        DeleteAsync(version, roomId, session: null, requester, store);

    private static Task<IResult> SessionAsync(RoomId roomId, string sessionId, string? version, Requester requester, IKeyBackupStore store) =>
        DeleteAsync(version, roomId, sessionId, requester, store);

    private static async Task<IResult> DeleteAsync(string? version, RoomId? room, string? session, Requester requester, IKeyBackupStore store)
    {
        if (!BackupVersion.Read(version).Accepted(out var number, out var refusal))
        {
            return refusal.ToResponse();
        }

        return (await store.DeleteKeysAsync(requester.UserId, number, room, session))
            .Match<IResult>(BackupVersion.Answer, error => error.ToResponse());
    }
}
