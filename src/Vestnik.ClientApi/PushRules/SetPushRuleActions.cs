using System.Text.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.PushRules;

/// <summary><c>PUT /_matrix/client/v3/pushrules/{scope}/{kind}/{ruleId}/actions</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3pushrulesglobalkindruleidactions</remarks>
public sealed class SetPushRuleActions : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_matrix/client/v3/pushrules/{scope}/{kind}/{ruleId}/actions", HandleAsync);

    private static async Task<IResult> HandleAsync(
        string scope, string kind, string ruleId, ObjectBody body, Requester requester, Homeserver.Push.PushRules rules)
    {
        if (!RulePath.KindOf(scope, kind).Accepted(out var known, out var refusal) || !Read(body).Accepted(out var actions, out refusal))
        {
            return refusal.ToResponse();
        }

        return (await rules.ChangeAsync(requester.UserId, set => set.SetActions(known, ruleId, actions))).ToEmptyResponse();
    }

    private static Outcome<byte[]> Read(ObjectBody body)
    {
        using var parsed = JsonDocument.Parse(body.Bytes);
        return parsed.RootElement.TryGetProperty("actions", out var actions)
            ? Encoding.UTF8.GetBytes(actions.GetRawText())
            : MatrixError.MissingParam("Say which actions the rule has.");
    }
}
