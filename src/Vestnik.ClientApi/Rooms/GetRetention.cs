using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms.Disappearing;
using Vestnik.Http;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>GET /_matrix/client/unstable/org.matrix.msc1763/retention/configuration</c>: the server's limits on how long rooms keep messages.</summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/1763 (Server-defined retention)</remarks>
public sealed class GetRetention : IEndpoint
{
    private static readonly RawAnswer Answer = new(Encoding.ASCII.GetBytes(
        $"{{\"policies\":{{}},\"limits\":{{\"max_lifetime\":{{\"min\":{Retention.Shortest}}}}}}}"));

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/unstable/org.matrix.msc1763/retention/configuration", Handle);

    private static IResult Handle(Requester requester) => Answer;
}
