using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Keys;
using Vestnik.Homeserver.Keys;
using Vestnik.Http;

namespace Vestnik.ClientApi.KeyBackup;

/// <summary><c>POST /_matrix/client/v3/room_keys/version</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3room_keysversion</remarks>
public sealed class CreateBackup : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/room_keys/version", HandleAsync);

    internal sealed record Response(string Version);

    private static async Task<IResult> HandleAsync(RawJson body, Requester requester, IKeyBackupStore store)
    {
        if (!StrictJson.Parse(body).Then(BackupVersion.ReadSettings).Accepted(out var settings, out var refusal))
        {
            return refusal.ToResponse();
        }

        var version = await store.CreateAsync(requester.UserId, settings.Algorithm, settings.Parameters);
        return TypedResults.Ok(new Response(BackupVersion.Text(version)));
    }
}
