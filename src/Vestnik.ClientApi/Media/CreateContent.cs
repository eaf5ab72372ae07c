using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Media;
using Vestnik.Http;

namespace Vestnik.ClientApi.Media;

/// <summary><c>POST /_matrix/media/v1/create</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixmediav1create</remarks>
public sealed class CreateContent : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/media/v1/create", HandleAsync);

    internal sealed record Response(string ContentUri, long UnusedExpiresAt);

    private static async Task<IResult> HandleAsync(Requester requester, ContentRepository repository, HomeserverOptions options) =>
        (await repository.ReserveAsync(requester.UserId))
            .ToResponse(reserved => new Response(MxcUri.Of(options, reserved.Id), reserved.ExpiresAt));
}
