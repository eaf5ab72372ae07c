using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Profile;

/// <summary><c>GET /_matrix/client/v1/mutual_rooms</c>, and the name that clients called it by before the specification had it.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1mutual_rooms</remarks>
public sealed class GetMutualRooms : IEndpoint
{
    private const int PageLength = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_matrix/client/v1/mutual_rooms", HandleAsync);
        routes.MapGet("/_matrix/client/unstable/uk.half-shot.msc2666/user/mutual_rooms", HandleAsync);
    }

    internal sealed record Response(IReadOnlyList<string> Joined, int Count, string? NextBatch);

    private static async Task<IResult> HandleAsync(
        [FromQuery(Name = "user_id")] string? userId, [FromQuery] string? from, Requester requester, MutualRooms mutual, CancellationToken cancel)
    {
        if (userId is null)
        {
            return MatrixError.MissingParam("Say whom you mean: the user_id is missing.").ToResponse();
        }

        if (!UserId.TryParse(userId, out var other) || other == requester.UserId)
        {
            return MatrixError.InvalidParam("The user_id is not that of somebody else.").ToResponse();
        }

        // A token is the last room told: rooms stand in the order of their ids.
        if (from is not null && !RoomId.TryParse(from, out _))
        {
            return MatrixError.InvalidParam("The from token is not one of this server.").ToResponse();
        }

        var rooms = (await mutual.OfAsync(requester.UserId, other, cancel)).Select(room => room.ToString()).ToList();
        var rest = rooms.Where(room => from is null || string.CompareOrdinal(room, from) > 0).ToList();
        return TypedResults.Ok(new Response(
            [.. rest.Take(PageLength)], rooms.Count, rest.Count > PageLength ? rest[PageLength - 1] : null));
    }
}
