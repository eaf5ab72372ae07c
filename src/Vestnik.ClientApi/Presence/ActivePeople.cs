using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.Presence;

/// <summary>Notes that somebody does something: requests that a client makes only because a person acts.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#last-active-ago</remarks>
public sealed class ActivePeople(Homeserver.Ephemera.Presence presence)
{
    private const string Rooms = "/_matrix/client/v3/rooms/{roomId}";

    // Every request passes here: the key is not put together as a text.
    private static readonly FrozenSet<(string Method, string? Path)> Deeds = FrozenSet.ToFrozenSet<(string, string?)>(
    [
        ("PUT", $"{Rooms}/send/{{eventType}}/{{txnId}}"),
        ("PUT", $"{Rooms}/state/{{eventType}}/{{stateKey?}}"),
        ("PUT", $"{Rooms}/redact/{{eventId}}/{{txnId}}"),
        ("PUT", $"{Rooms}/typing/{{userId}}"),
        ("POST", $"{Rooms}/receipt/{{receiptType}}/{{eventId}}"),
        ("POST", $"{Rooms}/read_markers"),
    ]);

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (presence.IsKept
            && context.Features.Get<Requester>() is { } requester
            && context.GetEndpoint() is RouteEndpoint endpoint
            && Deeds.Contains((context.Request.Method, endpoint.RoutePattern.RawText)))
        {
            presence.Act(requester.UserId);
        }

        return next(context);
    }
}
