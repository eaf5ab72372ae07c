using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Contacts;
using Vestnik.Http;
using Vestnik.Http.RateLimits;

namespace Vestnik.ClientApi.ThirdPartyIdentifiers;

/// <summary><c>POST</c> to the <c>submit_url</c> that a request for a short message was answered with: the code, as a client brings it.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3account3pidmsisdnrequesttoken (submit_url)</remarks>
public sealed class SubmitToken : IEndpoint
{
    private static readonly RawAnswer Success = new("""{"success":true}"""u8.ToArray());

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(ContactProofs.SubmitPath, HandleAsync).LimitStrictly();

    private static async Task<IResult> HandleAsync(ObjectBody body, ContactProofs proofs, CancellationToken cancel)
    {
        if (ThirdPartyBody.Objection(body, "sid", "client_secret", "token") is { } objection)
        {
            return objection;
        }

        using var parsed = JsonDocument.Parse(body.Bytes);
        string Text(string member) => parsed.RootElement.GetProperty(member).GetString()!;
        return (await proofs.SubmitAsync(Text("sid"), Text("client_secret"), Text("token"), cancel)).Match<IResult>(_ => Success, refusal => refusal.ToResponse());
    }
}
