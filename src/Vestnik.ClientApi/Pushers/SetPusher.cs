using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Push;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Pushers;

/// <summary><c>POST /_matrix/client/v3/pushers/set</c>: sets a pusher, or ends it where the kind is null.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3pushersset</remarks>
public sealed class SetPusher : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/_matrix/client/v3/pushers/set", HandleAsync);

    private static async Task<IResult> HandleAsync(ObjectBody body, Requester requester, IPusherStore pushers, IPushGateway gateway)
    {
        if (requester.Device is null)
        {
            return MatrixError.MissingParam("A pusher belongs to a device: say which with ?device_id=….").ToResponse();
        }

        using var parsed = JsonDocument.Parse(body.Bytes);
        if (!PusherWish.Read(requester.UserId, parsed.RootElement, gateway).Accepted(out var wish, out var refusal))
        {
            return refusal.ToResponse();
        }

        if (wish.Pusher is { } pusher)
        {
            return (await pushers.SetAsync(pusher, requester.SessionId, alone: !wish.IsShared)).ToEmptyResponse();
        }

        await pushers.RemoveAsync(requester.UserId, wish.AppId, wish.PushKey);
        return Responses.Empty;
    }
}
