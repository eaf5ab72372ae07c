using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Push;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Sync;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Pushers;

/// <summary><c>GET /_matrix/client/v3/notifications</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3notifications</remarks>
public sealed class GetNotifications : IEndpoint
{
    private const int UsualLimit = 20;
    private const int HighestLimit = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/_matrix/client/v3/notifications", HandleAsync);

    private static async Task<IResult> HandleAsync(
        string? from, string? limit, string? only, Requester requester, Notifications notifications, TimeProvider clock, CancellationToken cancel)
    {
        NotificationPlace? before = null;
        if (from is { Length: > 0 })
        {
            if (!NotificationPlace.TryParse(from, out var place))
            {
                return MatrixError.InvalidParam("The from token is not one of this server.").ToResponse();
            }

            before = place;
        }

        var most = UsualLimit;
        if (limit is not null && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most == 0))
        {
            return MatrixError.InvalidParam("The limit is a number above 0.").ToResponse();
        }

        most = Math.Min(most, HighestLimit);
        var found = await notifications.OfAsync(requester.UserId, before, only == "highlight", most, cancel);
        using var answer = new AnswerBuffer();
        Write(answer, found, most, requester, clock.GetUtcNow().ToUnixTimeMilliseconds());
        return new RawAnswer(answer.Written.ToArray());
    }

    private static void Write(AnswerBuffer answer, IReadOnlyList<Notification> found, int most, Requester requester, long now)
    {
        answer.Append("{\"notifications\":["u8);
        for (var i = 0; i < Math.Min(found.Count, most); i++)
        {
            var one = found[i];
            answer.Append(i == 0 ? "{\"actions\":"u8 : ",{\"actions\":"u8);
            answer.Append(one.Actions.Json.Span);
            answer.Append(",\"event\":"u8);
            ClientEvent.Write(answer, one.Event, new() { Now = now, SessionId = requester.SessionId, User = requester.UserId });

            // Rules for single devices are gone from the specification; the member stays for clients that look for it.
            answer.Append(one.IsRead ? ",\"profile_tag\":\"\",\"read\":true,\"room_id\":"u8 : ",\"profile_tag\":\"\",\"read\":false,\"room_id\":"u8);
            answer.AppendText(one.Room.ToString());
            answer.Append(",\"ts\":"u8);
            answer.AppendNumber(one.Event.Event.OriginServerTimestamp);
            answer.Append("}"u8);
        }

        answer.Append("]"u8);
        if (found.Count > most)
        {
            answer.Append(",\"next_token\":"u8);
            answer.AppendText(NotificationPlace.Of(found[most - 1].Event).ToString());
        }

        answer.Append("}"u8);
    }
}
