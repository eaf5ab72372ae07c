using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Ephemera;
using Vestnik.Homeserver.Sync;
using Vestnik.Homeserver.Sync.Sliding;
using Vestnik.Http;

namespace Vestnik.ClientApi.Sync;

/// <summary>
/// <c>POST /_matrix/client/unstable/org.matrix.simplified_msc3575/sync</c>, as clients speak sliding sync today, and
/// <c>POST /_matrix/client/v4/sync</c>, as the proposal has it: some members of the answer have other names there.
/// </summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4186</remarks>
public sealed class SynchroniseSliding : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/_matrix/client/unstable/org.matrix.simplified_msc3575/sync", HandleAsync);
        routes.MapPost("/_matrix/client/v4/sync", HandleStableAsync);
    }

    private static Task<IResult> HandleAsync(
        [FromQuery] string? pos,
        [FromQuery] string? timeout,
        [FromQuery(Name = "set_presence")] string? setPresence,
        ObjectBody body,
        Requester requester,
        SlidingSync sync,
        Homeserver.Ephemera.Presence presence,
        CancellationToken cancel) =>
        AnswerAsync(new SlidingParameters(pos, timeout, setPresence), SlidingNames.Unstable, body, requester, sync, presence, cancel);

    private static Task<IResult> HandleStableAsync(
        ObjectBody body, Requester requester, SlidingSync sync, Homeserver.Ephemera.Presence presence, CancellationToken cancel) =>
        AnswerAsync(new SlidingParameters(null, null, null), SlidingNames.Stable, body, requester, sync, presence, cancel);

    private static async Task<IResult> AnswerAsync(
        SlidingParameters parameters,
        SlidingNames names,
        ObjectBody body,
        Requester requester,
        SlidingSync sync,
        Homeserver.Ephemera.Presence presence,
        CancellationToken cancel)
    {
        using var json = JsonDocument.Parse(body.Bytes);
        if (!SlidingBody.Read(json.RootElement, parameters, requester).Accepted(out var request, out var refusal))
        {
            return refusal.ToResponse();
        }

        using var connection = presence.Connect(requester.UserId, StateOf(parameters, json.RootElement));
        var answer = await sync.AnswerAsync(request with { Names = names }, cancel);
        return answer.Match<IResult>(written => new BufferedAnswer(written), error => error.ToResponse());
    }

    // Like /sync: whoever says nothing is online.
    private static PresenceState StateOf(SlidingParameters parameters, JsonElement body) =>
        PresenceContent.StateOf(parameters.Presence
            ?? (body.TryGetProperty("set_presence", out var said) && said.ValueKind == JsonValueKind.String ? said.GetString()! : "online"))
        ?? PresenceState.Online;
}
