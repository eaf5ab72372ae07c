using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Accounts;

/// <summary>What guests may call: the spec's list, and what a client cannot do without.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#guest-access</remarks>
public static class GuestAccess
{
    private const string Base = "/_matrix/client/v3";

    private const string Delayed = "/_matrix/client/unstable/org.matrix.msc4140";

    private static readonly FrozenSet<string> Open = FrozenSet.ToFrozenSet(
    [
        $"GET {Base}/rooms/{{roomId}}/state",
        $"GET {Base}/rooms/{{roomId}}/context/{{eventId}}",
        $"GET {Base}/rooms/{{roomId}}/event/{{eventId}}",
        $"GET {Base}/rooms/{{roomId}}/state/{{eventType}}/{{stateKey?}}",
        $"GET {Base}/rooms/{{roomId}}/messages",
        $"GET {Base}/rooms/{{roomId}}/members",
        $"GET {Base}/rooms/{{roomId}}/initialSync",
        $"GET {Base}/sync",
        $"GET {Base}/events",
        "GET /_matrix/client/v1/media/download/{serverName}/{mediaId}",
        "HEAD /_matrix/client/v1/media/download/{serverName}/{mediaId}",
        "GET /_matrix/client/v1/media/download/{serverName}/{mediaId}/{fileName}",
        "HEAD /_matrix/client/v1/media/download/{serverName}/{mediaId}/{fileName}",
        "GET /_matrix/client/v1/media/thumbnail/{serverName}/{mediaId}",
        "HEAD /_matrix/client/v1/media/thumbnail/{serverName}/{mediaId}",
        $"POST {Base}/rooms/{{roomId}}/join",
        $"POST {Base}/join/{{roomIdOrAlias}}",
        $"POST {Base}/rooms/{{roomId}}/leave",
        $"PUT {Base}/rooms/{{roomId}}/send/{{eventType}}/{{txnId}}",
        $"PUT {Base}/rooms/{{roomId}}/state/{{eventType}}/{{stateKey?}}",
        $"PUT {Delayed}/rooms/{{roomId}}/delayed_event/{{eventType}}/{{txnId}}",
        $"GET {Delayed}/delayed_events",
        $"GET {Delayed}/delayed_events/{{delayId}}",
        $"POST {Delayed}/delayed_events/{{delayId}}",
        $"POST {Delayed}/delayed_events/{{delayId}}/{{action}}",
        $"PUT {Base}/sendToDevice/{{eventType}}/{{txnId}}",
        $"PUT {Base}/profile/{{userId}}/{{keyName}}",
        $"DELETE {Base}/profile/{{userId}}/{{keyName}}",
        $"GET {Base}/devices",
        $"GET {Base}/devices/{{deviceId}}",
        $"PUT {Base}/devices/{{deviceId}}",
        $"GET {Base}/account/whoami",
        $"POST {Base}/keys/upload",
        $"POST {Base}/keys/query",
        $"POST {Base}/keys/claim",
        $"GET {Base}/capabilities",
        $"GET {Base}/joined_rooms",
        $"GET {Base}/pushrules",
        $"POST {Base}/user/{{userId}}/filter",
        $"GET {Base}/user/{{userId}}/filter/{{filterId}}",
        $"POST {Base}/logout",
        $"POST {Base}/logout/all",
    ], StringComparer.Ordinal);

    /// <summary>Runs once the requester is known.</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        context.Features.Get<Requester>() is not { IsGuest: true } || IsOpen(context)
            ? next(context)
            : Refusal.WriteAsync(context, MatrixError.Of("M_GUEST_ACCESS_FORBIDDEN", 403, "Guests may not do this; an account may."));

    private static bool IsOpen(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint endpoint
        && Open.Contains($"{context.Request.Method} {endpoint.RoutePattern.RawText}");
}
