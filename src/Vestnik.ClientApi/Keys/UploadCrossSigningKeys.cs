using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Accounts;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Devices;
using Vestnik.Homeserver.Keys;
using Vestnik.Http;

namespace Vestnik.ClientApi.Keys;

/// <summary><c>POST /_matrix/client/v3/keys/device_signing/upload</c></summary>
/// <remarks>
/// Asks only when keys would be replaced, and never an application service: for the password, or, where the device signed in
/// by OAuth, for the person's word on the account page.
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
        HttpContext context, RawJson body, Requester requester, ICrossSigningStore store, IDeviceStore devices, KeyReplacement replacement,
        UserInteractive interactive, CancellationToken cancel)
    {
        if (!StrictJson.Parse(body).Then(json => CrossSigningUpload.Read(json, requester.UserId)).Accepted(out var upload, out var refusal))
        {
            return refusal.ToResponse();
        }

        var decision = await store.UploadAsync(upload, confirmed: requester.AppService is not null);
        if (decision.NeedsConfirmation)
        {
            var byOAuth = await devices.FindAsync(requester.UserId, requester.DeviceId, cancel) is { ClientId: not null };
            var stage = byOAuth ? UserInteractive.OAuth : UserInteractive.Password;
            if (await interactive.RequireAsync(context, body.Bytes, requester, stage, cancel) is { } challenge)
            {
                return challenge;
            }

            decision = await store.UploadAsync(upload, confirmed: true);
            if (byOAuth && decision.Refusal is null)
            {
                await replacement.DoneAsync(requester.UserId);
            }
        }

        return decision.Refusal?.ToResponse() ?? Responses.Empty;
    }
}
