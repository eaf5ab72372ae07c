using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>GET /_matrix/client/v3/rooms/{roomId}/joined_members</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3roomsroomidjoined_members</remarks>
public sealed class GetJoinedMembers : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/rooms/{roomId}/joined_members", HandleAsync);

    internal sealed record Response(IReadOnlyDictionary<string, Member> Joined);

    internal sealed record Member(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? DisplayName,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? AvatarUrl);

    private static async Task<IResult> HandleAsync(Requester requester, RoomId roomId, RoomViews views, CancellationToken cancel)
    {
        if (await views.FindAsync(roomId, cancel) is not { } view || !MayAsk(requester, view))
        {
            return EventBody.NotHere.ToResponse();
        }

        return TypedResults.Ok(new Response(view.Joined.ToDictionary(
            member => member.ToString(),
            member => new Member(
                view.Text(EventType.Member, "displayname", member.ToString()),
                view.Text(EventType.Member, "avatar_url", member.ToString())),
            StringComparer.Ordinal)));
    }

    // Of an application service it is enough that anybody it speaks for is in the room.
    private static bool MayAsk(Requester requester, RoomView view) =>
        view.MembershipOf(requester.UserId) == Membership.Join
        || (requester.AppService is { } service && view.Joined.Any(service.SpeaksFor));
}
