using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Typing;

/// <summary><c>PUT /_matrix/client/v3/rooms/{roomId}/typing/{userId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3roomsroomidtypinguserid</remarks>
public sealed class SetTyping : IEndpoint
{
    private static readonly TimeSpan UsualTime = TimeSpan.FromSeconds(30);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_matrix/client/v3/rooms/{roomId}/typing/{userId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        RoomId roomId,
        UserId userId,
        ObjectBody body,
        Requester requester,
        RoomViews views,
        Homeserver.Ephemera.Typing typing,
        CancellationToken cancel)
    {
        if (!Read(body).Accepted(out var time, out var refusal))
        {
            return refusal.ToResponse();
        }

        if (userId != requester.UserId)
        {
            return MatrixError.Forbidden("Nobody types for somebody else.").ToResponse();
        }

        if (await views.FindAsync(roomId, cancel) is not { } view || view.MembershipOf(userId) != Membership.Join)
        {
            return MatrixError.Forbidden("You are not in this room.").ToResponse();
        }

        if (time > TimeSpan.Zero)
        {
            typing.Begin(roomId, userId, time);
        }
        else
        {
            typing.End(roomId, userId);
        }

        return Responses.Empty;
    }

    /// <summary>How long somebody types; zero when they have stopped.</summary>
    private static Outcome<TimeSpan> Read(ObjectBody body)
    {
        using var parsed = JsonDocument.Parse(body.Bytes);
        if (!parsed.RootElement.TryGetProperty("typing", out var typing))
        {
            return MatrixError.MissingParam("Say whether you are typing.");
        }

        if (typing.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            return MatrixError.BadJson("The member typing is true or false.");
        }

        if (typing.ValueKind == JsonValueKind.False)
        {
            return TimeSpan.Zero;
        }

        if (!parsed.RootElement.TryGetProperty("timeout", out var timeout))
        {
            return UsualTime;
        }

        return timeout.ValueKind == JsonValueKind.Number && timeout.TryGetInt64(out var milliseconds)
            ? TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, (long)Homeserver.Ephemera.Typing.Longest.TotalMilliseconds))
            : MatrixError.BadJson("The timeout is a number of milliseconds.");
    }
}
