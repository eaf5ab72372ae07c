using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>GET /_vestnik/admin/v1/rooms/{roomId}</c>: tells of one room.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class GetRoom : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_vestnik/admin/v1/rooms/{roomId}", HandleAsync)
            .Describe(new AdminOperation("Tells of one room.") { Answer = AdminShapes.Room });

    private static async Task<IResult> HandleAsync(RoomId roomId, Administrator administrator, RoomFacts facts, CancellationToken cancel) =>
        await facts.OfAsync(roomId, cancel) is { } room ? AdminAnswer.Of(room) : RoomStewardship.NoSuchRoom.ToResponse();
}
