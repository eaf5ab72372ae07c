using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Accounts;
using Vestnik.Homeserver.Keys;
using Vestnik.Http;

namespace Vestnik.ClientApi.Keys;

/// <summary><c>POST /_matrix/client/v3/keys/device_signing/upload</c></summary>
/// <remarks>
/// Asks for the password only when keys would be replaced, and never an application service.
/// Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3keysdevice_signingupload
/// </remarks>
public sealed class UploadCrossSigningKeys : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/_matrix/client/v3/keys/device_signing/upload", HandleAsync);
        routes.MapPost("/_matrix/client/unstable/keys/device_signing/upload", HandleAsync);
    }

    private static async Task<IResult> HandleAsync(
        HttpContext context, RawJson body, Requester requester, ICrossSigningStore store, UserInteractive interactive, CancellationToken cancel)
    {
        if (!StrictJson.Parse(body).Then(json => CrossSigningUpload.Read(json, requester.UserId)).Accepted(out var upload, out var refusal))
        {
            return refusal.ToResponse();
        }

        var decision = await store.UploadAsync(upload, confirmed: requester.AppService is not null);
        if (decision.NeedsConfirmation)
        {
            if (await interactive.RequireAsync(context, body.Bytes, requester, UserInteractive.Password, cancel) is { } challenge)
            {
                return challenge;
            }

            decision = await store.UploadAsync(upload, confirmed: true);
        }

        return decision.Refusal?.ToResponse() ?? Responses.Empty;
    }
}
