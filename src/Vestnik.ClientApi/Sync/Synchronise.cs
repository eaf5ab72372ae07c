using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Sync;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Sync;

/// <summary><c>GET /_matrix/client/v3/sync</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3sync</remarks>
public sealed class Synchronise : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/_matrix/client/v3/sync", HandleAsync);

    private static async Task<IResult> HandleAsync(
        [FromQuery] string? since,
        [FromQuery] string? filter,
        [FromQuery] string? timeout,
        [FromQuery(Name = "full_state")] string? fullState,
        [FromQuery(Name = "set_presence")] string? setPresence,
        [FromQuery(Name = "use_state_after")] string? useStateAfter,
        [FromQuery(Name = "org.matrix.msc4222.use_state_after")] string? useUnstableStateAfter,
        Requester requester,
        Syncing syncing,
        SyncFilters filters,
        Homeserver.Ephemera.Presence presence,
        CancellationToken cancel)
    {
        SyncToken? token = null;
        if (since is { Length: > 0 } && !SyncToken.TryParse(since, out token))
        {
            return MatrixError.InvalidParam("The since token is not one of this server.").ToResponse();
        }

        if (!(await filters.FindAsync(requester.UserId, filter, cancel)).Accepted(out var wanted, out var refusal))
        {
            return refusal.ToResponse();
        }

        if (!TimeoutOf(timeout).Accepted(out var wait, out refusal))
        {
            return refusal.ToResponse();
        }

        if (PresenceContent.StateOf(setPresence is null or "" ? "online" : setPresence) is not { } state)
        {
            return MatrixError.InvalidParam("The set_presence is online, unavailable or offline.").ToResponse();
        }

        using var connection = presence.Connect(requester.UserId, state);
        var answer = await syncing.AnswerAsync(
            new SyncRequest
            {
                User = requester.UserId,
                Device = requester.SyncedDevice,
                SessionId = requester.SessionId,
                Since = token,
                Filter = wanted,
                FullState = fullState == "true",
                StateAfter = useStateAfter == "true" ? "state_after" : useUnstableStateAfter == "true" ? "org.matrix.msc4222.state_after" : null,
                Timeout = wait,
            },
            cancel);
        return answer.Match<IResult>(json => new BufferedAnswer(json), error => error.ToResponse());
    }

    internal static Outcome<TimeSpan> TimeoutOf(string? timeout)
    {
        if (timeout is null or "")
        {
            return TimeSpan.Zero;
        }

        return long.TryParse(timeout, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, (long)Patience.Longest.TotalMilliseconds))
            : MatrixError.InvalidParam("The timeout is a number of milliseconds.");
    }
}
