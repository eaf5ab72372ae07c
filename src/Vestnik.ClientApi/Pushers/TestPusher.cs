using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Push;
using Vestnik.Http;
using Vestnik.Http.RateLimits;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Pushers;

/// <summary>
/// <c>POST /_matrix/client/unstable/vestnik.push/test</c>: sends a notification to one of one's own pushers, all the way, and says what
/// became of it. The body names it by <c>app_id</c> and <c>pushkey</c>; the answer holds the notification's <c>event_id</c>, and
/// <c>outcome</c>: <c>taken</c>, <c>rejected</c>, <c>forbidden</c>, <c>unreachable</c>, <c>too_slow</c> or <c>refused</c>.
/// </summary>
/// <remarks>Source: docs/adr/0016-pushes-from-the-log.md</remarks>
public sealed class TestPusher : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/unstable/vestnik.push/test", HandleAsync).LimitStrictly();

    internal sealed record Result(string EventId, string Outcome);

    private static async Task<IResult> HandleAsync(ObjectBody body, Requester requester, PushTest test, CancellationToken cancel)
    {
        using var parsed = JsonDocument.Parse(body.Bytes);
        if (Text(parsed.RootElement, "app_id") is not { } appId || Text(parsed.RootElement, "pushkey") is not { } pushKey)
        {
            return MatrixError.MissingParam("Say by app_id and pushkey which pusher is to be tested.").ToResponse();
        }

        return (await test.SendAsync(requester.UserId, appId, pushKey, cancel)).ToResponse(sent => new Result(sent.Id, OutcomeOf(sent.Answer)));
    }

    private static string OutcomeOf(GatewayAnswer answer) => answer switch
    {
        { Rejected.Count: > 0 } => "rejected",
        { Problem: null } => "taken",
        { Problem: PushProblem.Forbidden } => "forbidden",
        { Problem: PushProblem.Unreachable } => "unreachable",
        { Problem: PushProblem.TooSlow } => "too_slow",
        _ => "refused",
    };

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
