using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms.Delayed;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Rooms.Delayed;

/// <summary><c>POST /_matrix/client/unstable/org.matrix.msc4140/delayed_events/{delayId}/{action}</c>: send, cancel or restart.</summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4140 (Managing scheduled delayed events)</remarks>
public sealed class ManageDelayedEvent : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/unstable/org.matrix.msc4140/delayed_events/{delayId}/{action}", HandleAsync);

    internal static async Task<IResult> HandleAsync(
        Requester requester, string delayId, string action, DelayedEvents delayed, CancellationToken cancel)
    {
        var user = requester.UserId;
        var refusal = action switch
        {
            "send" when requester.IsSuspended => Homeserver.Accounts.AccountModeration.Suspended,
            "send" => await delayed.SendAsync(user, delayId, cancel),
            "cancel" => await delayed.CancelAsync(user, delayId, cancel),
            "restart" => await delayed.RestartAsync(user, delayId, cancel),
            _ => MatrixError.InvalidParam("A delayed event can be sent, cancelled or restarted."),
        };
        return refusal?.ToResponse() ?? Responses.Empty;
    }
}
