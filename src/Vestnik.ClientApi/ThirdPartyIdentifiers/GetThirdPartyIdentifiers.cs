using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Contacts;
using Vestnik.Http;

namespace Vestnik.ClientApi.ThirdPartyIdentifiers;

/// <summary><c>GET /_matrix/client/v3/account/3pid</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3account3pid</remarks>
public sealed class GetThirdPartyIdentifiers : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/account/3pid", HandleAsync);

    internal sealed record Response(IReadOnlyList<Kept> Threepids);

    internal sealed record Kept(string Medium, string Address, long ValidatedAt, long AddedAt);

    private static async Task<IResult> HandleAsync(Requester requester, KeptContacts contacts, CancellationToken cancel) => TypedResults.Ok(new Response(
        [.. (await contacts.OfAsync(requester.UserId, cancel)).Select(kept => new Kept(kept.Contact.Medium, kept.Contact.Address, kept.ValidatedAt, kept.AddedAt))]));
}
