using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Keys;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.KeyBackup;

/// <summary><c>GET /_matrix/client/v3/room_keys/version</c> and <c>…/version/{version}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3room_keysversion</remarks>
public sealed class GetBackup : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_matrix/client/v3/room_keys/version", CurrentAsync);
        routes.MapGet("/_matrix/client/v3/room_keys/version/{version}", OneAsync);
    }

    internal sealed record Response(string Algorithm, JsonElement AuthData, long Count, string Etag, string Version);

    private static Task<IResult> CurrentAsync(Requester requester, IKeyBackupStore store, CancellationToken cancel) =>
        AnswerAsync(requester, version: null, store, cancel);

    private static async Task<IResult> OneAsync(string version, Requester requester, IKeyBackupStore store, CancellationToken cancel) =>
        BackupVersion.Read(version).Accepted(out var number, out var refusal)
            ? await AnswerAsync(requester, number, store, cancel)
            : refusal.ToResponse();

    private static async Task<IResult> AnswerAsync(Requester requester, long? version, IKeyBackupStore store, CancellationToken cancel) =>
        await store.FindAsync(requester.UserId, version, cancel) is { } backup
            ? TypedResults.Ok(new Response(
                backup.Algorithm,
                JsonElement.Parse(backup.Parameters),
                backup.Count,
                BackupVersion.Text(backup.Changes),
                BackupVersion.Text(backup.Version)))
            : MatrixError.NotFound("There is no such backup of room keys.").ToResponse();
}
