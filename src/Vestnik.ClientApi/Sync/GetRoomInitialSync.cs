using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Rooms;
using Vestnik.Homeserver.AccountData;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Sync;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Sync;

/// <summary><c>GET /_matrix/client/v3/rooms/{roomId}/initialSync</c>, deprecated.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3roomsroomidinitialsync</remarks>
public sealed class GetRoomInitialSync : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/_matrix/client/v3/rooms/{roomId}/initialSync", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, string? limit,
        RoomReading reading, IAccountData accountData, InitialRoom rooms, TimeProvider clock, CancellationToken cancel)
    {
        if (!GetInitialSync.ReadLimit(limit).Accepted(out var wanted, out var refusal)
            || !(await reading.OpenAsync(roomId, requester.UserId, cancel)).Accepted(out var access, out refusal))
        {
            return refusal.ToResponse();
        }

        var stored = await accountData.ChangedAsync(requester.UserId, after: 0, cancel);
        using var answer = new AnswerBuffer();
        await rooms.WriteAsync(
            answer, access, wanted, stored.Where(datum => datum.Room == roomId), EventsJson.ReaderOf(requester, roomId, clock), cancel);
        return new RawAnswer(answer.Written.ToArray());
    }
}
