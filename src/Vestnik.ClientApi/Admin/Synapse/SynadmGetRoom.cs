using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>GET /_synapse/admin/v1/rooms/{roomId}</c>: what <c>synadm room details</c> calls.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmGetRoom : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_synapse/admin/v1/rooms/{roomId}", HandleAsync);

    private static async Task<IResult> HandleAsync(RoomId roomId, Administrator administrator, RoomFacts facts, CancellationToken cancel) =>
        await facts.OfAsync(roomId, cancel) is { } room ? AdminAnswer.Of(room) : RoomStewardship.NoSuchRoom.ToResponse();
}
