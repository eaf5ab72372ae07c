using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Keys;
using Vestnik.Http;

namespace Vestnik.ClientApi.Keys;

/// <summary><c>POST /_matrix/client/v3/keys/upload</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3keysupload</remarks>
public sealed class UploadKeys : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/keys/upload", HandleAsync);

    internal sealed record Response(IReadOnlyDictionary<string, long> OneTimeKeyCounts);

    private static async Task<IResult> HandleAsync(RawJson body, Requester requester, IDeviceKeyStore keys, KeyCounts counts, CancellationToken cancel)
    {
        var device = new DeviceAddress(requester.UserId, requester.DeviceId);
        if (!StrictJson.Parse(body).Then(json => KeyUpload.Read(json, device)).Accepted(out var upload, out var refusal))
        {
            return refusal.ToResponse();
        }

        // Clients ask with nothing to upload, to learn how many keys are left.
        var kept = upload.IsEmpty ? await counts.OfAsync(device.User, device.Device, cancel) : await keys.UploadAsync(device, upload);
        return kept.ToResponse(count => new Response(count.OneTimeKeys));
    }
}
