using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms.Delayed;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Rooms.Delayed;

/// <summary>
/// <c>POST /_matrix/client/unstable/org.matrix.msc4140/delayed_events/{delayId}</c>: the same as <see cref="ManageDelayedEvent"/>,
/// as clients ask that follow an earlier text of the proposal.
/// </summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4140 (Management endpoint action in request body)</remarks>
public sealed class ManageDelayedEventByBody : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/unstable/org.matrix.msc4140/delayed_events/{delayId}", HandleAsync);

    internal sealed record Request(string? Action);

    private static async Task<IResult> HandleAsync(
        Requester requester, string delayId, Body<Request> body, DelayedEvents delayed, CancellationToken cancel) =>
        body.Value.Action is { } action
            ? await ManageDelayedEvent.HandleAsync(requester, delayId, action, delayed, cancel)
            : MatrixError.MissingParam("Say in action what to do: send, cancel or restart.").ToResponse();
}
