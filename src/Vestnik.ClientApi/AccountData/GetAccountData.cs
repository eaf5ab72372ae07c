using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.AccountData;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.AccountData;

/// <summary><c>GET /_matrix/client/v3/user/{userId}/account_data/{type}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3useruseridaccount_datatype</remarks>
public sealed class GetAccountData : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/user/{userId}/account_data/{type}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        UserId userId, string type, Requester requester, IAccountData data, Homeserver.Push.PushRules rules, CancellationToken cancel)
    {
        if (AccountDataRules.ObjectionToReading(requester, userId) is { } objection)
        {
            return objection.ToResponse();
        }

        if (type == "m.push_rules")
        {
            return new RawAnswer(AccountDataRules.PushRulesContent((await rules.OfAsync(userId, cancel)).Json));
        }

        return await data.FindAsync(userId, null, type, cancel) is { } content
            ? new RawAnswer(content)
            : MatrixError.NotFound("Nothing of this type is stored.").ToResponse();
    }
}
