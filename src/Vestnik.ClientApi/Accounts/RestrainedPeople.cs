using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Accounts;

/// <summary>
/// What people may call whose account an administrator has locked or suspended. A locked person may sign out; a suspended one
/// may do everything but what the specification recommends to forbid.
/// </summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#account-moderation</remarks>
public sealed class RestrainedPeople(IRoomHistory history)
{
    private const string Base = "/_matrix/client/v3";
    private const string Redaction = $"PUT {Base}/rooms/{{roomId}}/redact/{{eventId}}/{{txnId}}";

    private static readonly FrozenSet<string> OpenToTheLocked = FrozenSet.ToFrozenSet(
    [
        $"POST {Base}/logout",
        $"POST {Base}/logout/all",
    ], StringComparer.Ordinal);

    private static readonly FrozenSet<string> ClosedToTheSuspended = FrozenSet.ToFrozenSet(
    [
        $"POST {Base}/createRoom",
        $"POST {Base}/join/{{roomIdOrAlias}}",
        $"POST {Base}/knock/{{roomIdOrAlias}}",
        $"POST {Base}/rooms/{{roomId}}/join",
        $"POST {Base}/rooms/{{roomId}}/invite",
        $"POST {Base}/rooms/{{roomId}}/upgrade",
        $"PUT {Base}/rooms/{{roomId}}/send/{{eventType}}/{{txnId}}",
        $"POST {Base}/rooms/{{roomId}}/send/{{eventType}}",
        $"PUT {Base}/rooms/{{roomId}}/state/{{eventType}}/{{stateKey?}}",
        "PUT /_matrix/client/unstable/org.matrix.msc4140/rooms/{roomId}/delayed_event/{eventType}/{txnId}",
        $"PUT {Base}/profile/{{userId}}/{{keyName}}",
        $"DELETE {Base}/profile/{{userId}}/{{keyName}}",
    ], StringComparer.Ordinal);

    /// <summary>Runs once the requester is known.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<Requester>() is not { } requester || !(requester.IsLocked || requester.IsSuspended))
        {
            return next(context);
        }

        var called = context.GetEndpoint() is RouteEndpoint endpoint ? $"{context.Request.Method} {endpoint.RoutePattern.RawText}" : "";
        if (requester.IsLocked && !OpenToTheLocked.Contains(called))
        {
            return Refusal.WriteAsync(context, AccountModeration.Locked);
        }

        if (requester.IsSuspended && ClosedToTheSuspended.Contains(called))
        {
            return Refusal.WriteAsync(context, AccountModeration.Suspended);
        }

        return requester.IsSuspended && called == Redaction ? RedactAsync(context, requester, next) : next(context);
    }

    private async Task RedactAsync(HttpContext context, Requester requester, RequestDelegate next)
    {
        if (RoomId.TryParse(Part(context, "roomId"), out var room)
            && EventId.TryParse(Part(context, "eventId"), out var redacted)
            && await history.EventAsync(room, redacted, context.RequestAborted) is { } placed
            && placed.Event.Sender != requester.UserId)
        {
            await Refusal.WriteAsync(context, AccountModeration.Suspended);
            return;
        }

        await next(context);
    }

    private static string? Part(HttpContext context, string name) => context.Request.RouteValues[name] as string;
}
