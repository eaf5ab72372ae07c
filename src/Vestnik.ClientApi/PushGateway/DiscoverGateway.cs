using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Push;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.PushGateway;

/// <summary><c>GET /_matrix/push/v1/notify</c>: apps with UnifiedPush ask so whether there is a Matrix gateway at this host.</summary>
/// <remarks>Source: https://unifiedpush.org/developers/gateway/</remarks>
public sealed class DiscoverGateway : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/_matrix/push/v1/notify", Handle);

    private static IResult Handle(IOwnPushGateway gateway) => gateway.IsOpen
        ? new RawAnswer("""{"unifiedpush":{"gateway":"matrix"}}"""u8.ToArray())
        : MatrixError.Unrecognized("This server is no push gateway.").ToResponse();
}
