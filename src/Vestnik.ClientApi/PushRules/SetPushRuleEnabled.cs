using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.PushRules;

/// <summary><c>PUT /_matrix/client/v3/pushrules/{scope}/{kind}/{ruleId}/enabled</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3pushrulesglobalkindruleidenabled</remarks>
public sealed class SetPushRuleEnabled : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_matrix/client/v3/pushrules/{scope}/{kind}/{ruleId}/enabled", HandleAsync);

    private static async Task<IResult> HandleAsync(
        string scope, string kind, string ruleId, ObjectBody body, Requester requester, Homeserver.Push.PushRules rules)
    {
        if (!RulePath.KindOf(scope, kind).Accepted(out var known, out var refusal) || !Read(body).Accepted(out var enabled, out refusal))
        {
            return refusal.ToResponse();
        }

        return (await rules.ChangeAsync(requester.UserId, set => set.Enable(known, ruleId, enabled))).ToEmptyResponse();
    }

    private static Outcome<bool> Read(ObjectBody body)
    {
        using var parsed = JsonDocument.Parse(body.Bytes);
        if (!parsed.RootElement.TryGetProperty("enabled", out var enabled))
        {
            return MatrixError.MissingParam("Say whether the rule is enabled.");
        }

        return enabled.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? enabled.GetBoolean()
            : MatrixError.BadJson("The member enabled is true or false.");
    }
}
