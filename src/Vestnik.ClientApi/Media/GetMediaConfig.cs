using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Media;
using Vestnik.Http;

namespace Vestnik.ClientApi.Media;

/// <summary><c>GET /_matrix/client/v1/media/config</c>, and its old place <c>/_matrix/media/v3/config</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1mediaconfig</remarks>
public sealed class GetMediaConfig : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_matrix/client/v1/media/config", Handle);
        routes.MapGet("/_matrix/media/v3/config", Handle);
    }

    internal sealed record Response([property: JsonPropertyName("m.upload.size")] long LargestUpload);

    private static IResult Handle(Requester requester, ContentRepository repository)
    {
        _ = requester;
        return TypedResults.Ok(new Response(repository.LargestUpload));
    }
}
