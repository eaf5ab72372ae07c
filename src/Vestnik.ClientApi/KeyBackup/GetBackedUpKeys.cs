using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Keys;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.KeyBackup;

/// <summary><c>GET /_matrix/client/v3/room_keys/keys</c>, <c>…/{roomId}</c>, <c>…/{roomId}/{sessionId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3room_keyskeys</remarks>
public sealed class GetBackedUpKeys : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_matrix/client/v3/room_keys/keys", AllAsync);
        routes.MapGet("/_matrix/client/v3/room_keys/keys/{roomId}", RoomAsync);
        routes.MapGet("/_matrix/client/v3/room_keys/keys/{roomId}/{sessionId}", SessionAsync);
    }

    private static Task<IResult> AllAsync(string? version, Requester requester, IKeyBackupStore store, CancellationToken cancel) =>
        ManyAsync(version, room: null, requester, store, cancel);

    private static Task<IResult> RoomAsync(
        RoomId roomId, string? version, Requester requester, IKeyBackupStore store, CancellationToken cancel) =>
        ManyAsync(version, roomId, requester, store, cancel);

    private static async Task<IResult> SessionAsync(
        RoomId roomId, string sessionId, string? version, Requester requester, IKeyBackupStore store, CancellationToken cancel)
    {
        if (!BackupVersion.Read(version).Accepted(out var number, out var refusal))
        {
            return refusal.ToResponse();
        }

        var known = await store.FindAsync(requester.UserId, number, cancel) is not null;
        return known && await store.FindKeyAsync(requester.UserId, number, roomId, sessionId, cancel) is { } key
            ? new RawAnswer(BackedUpKeysAnswer.One(key))
            : MatrixError.NotFound("There is no such key in the backup.").ToResponse();
    }

    private static async Task<IResult> ManyAsync(
        string? version, RoomId? room, Requester requester, IKeyBackupStore store, CancellationToken cancel)
    {
        if (!BackupVersion.Read(version).Accepted(out var number, out var refusal))
        {
            return refusal.ToResponse();
        }

        return await store.FindAsync(requester.UserId, number, cancel) is not null
            ? new BackedUpKeysAnswer(store, requester.UserId, number, room)
            : MatrixError.NotFound("There is no such backup version.").ToResponse();
    }
}
