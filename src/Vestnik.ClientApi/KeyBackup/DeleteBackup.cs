using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Keys;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.KeyBackup;

/// <summary><c>DELETE /_matrix/client/v3/room_keys/version/{version}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#delete_matrixclientv3room_keysversionversion</remarks>
public sealed class DeleteBackup : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/_matrix/client/v3/room_keys/version/{version}", HandleAsync);

    private static async Task<IResult> HandleAsync(string version, Requester requester, IKeyBackupStore store)
    {
        if (!BackupVersion.Read(version).Accepted(out var number, out var refusal))
        {
            return refusal.ToResponse();
        }

        return await store.DeleteAsync(requester.UserId, number)
            ? Responses.Empty
            : MatrixError.NotFound("There is no such backup version.").ToResponse();
    }
}
