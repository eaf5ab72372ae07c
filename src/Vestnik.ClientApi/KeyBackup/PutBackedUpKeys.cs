using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Keys;
using Vestnik.Homeserver.Keys;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.KeyBackup;

/// <summary><c>PUT /_matrix/client/v3/room_keys/keys</c>, <c>…/{roomId}</c>, <c>…/{roomId}/{sessionId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3room_keyskeys</remarks>
public sealed class PutBackedUpKeys : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut("/_matrix/client/v3/room_keys/keys", AllAsync);
        routes.MapPut("/_matrix/client/v3/room_keys/keys/{roomId}", RoomAsync);
        routes.MapPut("/_matrix/client/v3/room_keys/keys/{roomId}/{sessionId}", SessionAsync);
    }

    private static Task<IResult> AllAsync(string? version, RawJson body, Requester requester, IKeyBackupStore store) =>
        PutAsync(version, body, BackedUpKey.ReadAll, requester, store);

    private static Task<IResult> RoomAsync(RoomId roomId, string? version, RawJson body, Requester requester, IKeyBackupStore store) =>
        PutAsync(version, body, json => BackedUpKey.ReadRoom(roomId, json), requester, store);

    private static Task<IResult> SessionAsync(
        RoomId roomId, string sessionId, string? version, RawJson body, Requester requester, IKeyBackupStore store) =>
        PutAsync(
            version, body, json => BackedUpKey.Read(roomId, sessionId, json).Select<IReadOnlyList<BackedUpKey>>(key => [key]), requester, store);

    private static async Task<IResult> PutAsync(
        string? version, RawJson body, Func<JsonElement, Outcome<IReadOnlyList<BackedUpKey>>> read, Requester requester, IKeyBackupStore store)
    {
        if (!BackupVersion.Read(version).Accepted(out var number, out var refusal)
            || !StrictJson.Parse(body).Then(read).Accepted(out var keys, out refusal))
        {
            return refusal.ToResponse();
        }

        return (await store.PutKeysAsync(requester.UserId, number, keys))
            .Match<IResult>(BackupVersion.Answer, error => error.ToResponse());
    }
}
