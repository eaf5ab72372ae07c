using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;
using Vestnik.Protocol.Push;

namespace Vestnik.ClientApi.PushRules;

/// <summary><c>PUT /_matrix/client/v3/pushrules/{scope}/{kind}/{ruleId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3pushrulesglobalkindruleid</remarks>
public sealed class PutPushRule : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_matrix/client/v3/pushrules/{scope}/{kind}/{ruleId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        string scope,
        string kind,
        string ruleId,
        string? before,
        string? after,
        ObjectBody body,
        Requester requester,
        Homeserver.Push.PushRules rules)
    {
        if (!RulePath.KindOf(scope, kind).Then(known => PushRule.Parse(known, ruleId, body.Bytes.Span)).Accepted(out var rule, out var refusal))
        {
            return refusal.ToResponse();
        }

        return (await rules.ChangeAsync(requester.UserId, set => set.Put(rule, before, after))).ToEmptyResponse();
    }
}
