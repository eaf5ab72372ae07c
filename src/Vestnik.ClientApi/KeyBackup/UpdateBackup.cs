using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Keys;
using Vestnik.Homeserver.Keys;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.KeyBackup;

/// <summary><c>PUT /_matrix/client/v3/room_keys/version/{version}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3room_keysversionversion</remarks>
public sealed class UpdateBackup : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_matrix/client/v3/room_keys/version/{version}", HandleAsync);

    private static async Task<IResult> HandleAsync(string version, RawJson body, Requester requester, IKeyBackupStore store)
    {
        if (!StrictJson.Parse(body).Accepted(out var json, out var refusal)
            || !BackupVersion.ReadSettings(json).Accepted(out var settings, out refusal)
            || !BackupVersion.Read(version).Accepted(out var number, out refusal))
        {
            return refusal.ToResponse();
        }

        if (json.TryGetProperty("version", out var named) && (named.ValueKind != JsonValueKind.String || named.GetString() != version))
        {
            return MatrixError.InvalidParam("The version in the body must be the one in the path.").ToResponse();
        }

        return (await store.UpdateAsync(requester.UserId, number, settings.Algorithm, settings.Parameters)).ToEmptyResponse();
    }
}
