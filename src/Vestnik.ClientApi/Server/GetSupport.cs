using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Server;

/// <summary><c>GET /.well-known/matrix/support</c>: whom people write to when something is wrong with the server.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#getwell-knownmatrixsupport</remarks>
public sealed class GetSupport : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/.well-known/matrix/support", Handle);

    internal sealed record Response(IReadOnlyList<Contact>? Contacts, [property: JsonPropertyName("support_page")] Uri? Page);

    internal sealed record Contact(string? MatrixId, string? EmailAddress, string Role);

    private static IResult Handle(HomeserverOptions options)
    {
        var support = options.Support;
        var contacts = support.Contacts.Select(contact => new Contact(contact.MatrixId, contact.EmailAddress, contact.Role)).ToList();
        return contacts.Count == 0 && support.Page is null
            ? MatrixError.NotFound("The operator of this server has not said how to be reached.").ToResponse()
            : TypedResults.Ok(new Response(contacts.Count == 0 ? null : contacts, support.Page));
    }
}
