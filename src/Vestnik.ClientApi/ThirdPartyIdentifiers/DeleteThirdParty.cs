using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Contacts;
using Vestnik.Http;
using Vestnik.Http.RateLimits;

namespace Vestnik.ClientApi.ThirdPartyIdentifiers;

/// <summary><c>POST /_matrix/client/v3/account/3pid/delete</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3account3piddelete</remarks>
public sealed class DeleteThirdParty : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/account/3pid/delete", HandleAsync).LimitStrictly();

    private static async Task<IResult> HandleAsync(ObjectBody body, Requester requester, KeptContacts contacts)
    {
        if (ThirdPartyBody.Objection(body, "medium", "address") is { } objection)
        {
            return objection;
        }

        using var parsed = JsonDocument.Parse(body.Bytes);
        if (Contact.Of(parsed.RootElement.GetProperty("medium").GetString()!, parsed.RootElement.GetProperty("address").GetString()!) is { } contact)
        {
            await contacts.RemoveAsync(requester.UserId, contact);
        }

        return NoThirdParties.Removed;
    }
}
