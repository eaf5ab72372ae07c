using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.PushRules;

/// <summary><c>GET /_matrix/client/v3/pushrules/{scope}/{kind}/{ruleId}/actions</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3pushrulesglobalkindruleidactions</remarks>
public sealed class GetPushRuleActions : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/pushrules/{scope}/{kind}/{ruleId}/actions", HandleAsync);

    private static async Task<IResult> HandleAsync(
        string scope, string kind, string ruleId, Requester requester, Homeserver.Push.PushRules rules, CancellationToken cancel)
    {
        var personal = await rules.OfAsync(requester.UserId, cancel);
        return personal.Set.Find(scope, kind, ruleId).Match<IResult>(
            rule => new RawAnswer((byte[])[.. "{\"actions\":"u8, .. rule.Actions.Json.Span, .. "}"u8]),
            error => error.ToResponse());
    }
}
