using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.PushRules;

/// <summary><c>DELETE /_matrix/client/v3/pushrules/{scope}/{kind}/{ruleId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#delete_matrixclientv3pushrulesglobalkindruleid</remarks>
public sealed class DeletePushRule : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/_matrix/client/v3/pushrules/{scope}/{kind}/{ruleId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        string scope, string kind, string ruleId, Requester requester, Homeserver.Push.PushRules rules)
    {
        if (!RulePath.KindOf(scope, kind).Accepted(out var known, out var refusal))
        {
            return refusal.ToResponse();
        }

        return (await rules.ChangeAsync(requester.UserId, set => set.Remove(known, ruleId))).ToEmptyResponse();
    }
}
