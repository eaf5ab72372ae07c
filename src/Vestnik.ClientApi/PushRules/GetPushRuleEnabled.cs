using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.PushRules;

/// <summary><c>GET /_matrix/client/v3/pushrules/{scope}/{kind}/{ruleId}/enabled</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3pushrulesglobalkindruleidenabled</remarks>
public sealed class GetPushRuleEnabled : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/pushrules/{scope}/{kind}/{ruleId}/enabled", HandleAsync);

    private static async Task<IResult> HandleAsync(
        string scope, string kind, string ruleId, Requester requester, Homeserver.Push.PushRules rules, CancellationToken cancel)
    {
        var personal = await rules.OfAsync(requester.UserId, cancel);
        return personal.Set.Find(scope, kind, ruleId).Match<IResult>(
            rule => new RawAnswer(rule.IsEnabled ? "{\"enabled\":true}"u8.ToArray() : "{\"enabled\":false}"u8.ToArray()),
            error => error.ToResponse());
    }
}
