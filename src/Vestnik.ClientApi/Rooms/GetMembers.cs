using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>GET /_matrix/client/v3/rooms/{roomId}/members</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3roomsroomidmembers</remarks>
public sealed class GetMembers : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/rooms/{roomId}/members", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, string? at, string? membership, HttpContext context,
        RoomReading reading, IRoomHistory history, RoomPlaces places, TimeProvider clock, CancellationToken cancel)
    {
        var notMembership = context.Request.Query.TryGetValue("not_membership", out var named) ? named.ToString() : null;
        if (!IsKnown(membership) || !IsKnown(notMembership))
        {
            return MatrixError.InvalidParam("The membership is one of join, invite, knock, leave and ban.").ToResponse();
        }

        if (!(await reading.OpenAsync(roomId, requester.UserId, cancel)).Accepted(out var access, out var refusal))
        {
            return refusal.ToResponse();
        }

        var state = await reading.StateAsync(access, cancel);
        if (at is not null)
        {
            if (!(await places.ReadAsync(access.View, at, cancel)).Accepted(out var sequence, out refusal))
            {
                return refusal.ToResponse();
            }

            if (sequence < access.LastSequence)
            {
                state = await history.StateAtAsync(roomId, sequence, cancel);
            }
        }

        var members = state.OfType(EventType.Member).Values.Where(member => Passes(member, membership, notMembership));
        var output = new ArrayBufferWriter<byte>(8 * 1024);
        output.Write("{\"chunk\":"u8);
        EventsJson.WriteArray(output, members.OrderBy(member => member.Sequence), EventsJson.ReaderOf(requester, roomId, clock));
        output.Write("}"u8);
        return new RawAnswer(output.WrittenMemory);
    }

    private static bool IsKnown(string? membership) => membership is null or "join" or "invite" or "knock" or "leave" or "ban";

    private static bool Passes(TimelineEvent member, string? membership, string? notMembership)
    {
        var current = ContentText.Find(member.Event.Content, "membership");
        return (membership is null || current == membership) && (notMembership is null || current != notMembership);
    }
}
