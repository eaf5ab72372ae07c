using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Rooms;
using Vestnik.Homeserver.AccountData;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Sync;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;

namespace Vestnik.ClientApi.Sync;

/// <summary><c>GET /_matrix/client/v3/initialSync</c>, deprecated.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3initialsync</remarks>
public sealed class GetInitialSync : IEndpoint
{
    private const int DefaultLimit = 20;
    private const int MaximumLimit = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/_matrix/client/v3/initialSync", HandleAsync);

    /// <summary>How many messages of each room; 0 for none.</summary>
    internal static Outcome<int> ReadLimit(string? limit) => limit == "0" ? 0 : Limits.Read(limit, DefaultLimit, MaximumLimit);

    private static async Task<IResult> HandleAsync(
        Requester requester, string? limit, string? archived, IMemberships memberships, RoomViews views, RoomReading reading,
        IAccountData accountData, InitialRoom rooms, Syncing syncing, TimeProvider clock, CancellationToken cancel)
    {
        if (!ReadLimit(limit).Accepted(out var wanted, out var refusal))
        {
            return refusal.ToResponse();
        }

        using var answer = new AnswerBuffer();
        answer.Append("{\"end\":"u8);
        answer.AppendText((await syncing.NowAsync(requester.UserId, cancel)).ToString());
        answer.Append(",\"rooms\":["u8);
        var stored = await accountData.ChangedAsync(requester.UserId, after: 0, cancel);
        var isFirst = true;
        foreach (var place in await memberships.OfAsync(requester.UserId, cancel))
        {
            var isShown = place.Membership is Membership.Join or Membership.Invite || (archived == "true" && !place.Forgotten);
            if (!isShown || await views.FindAsync(place.Room, cancel) is not { } view)
            {
                continue;
            }

            var form = EventsJson.ReaderOf(requester, place.Room, clock);
            if ((await reading.OpenAsync(place.Room, requester.UserId, cancel)).Accepted(out var access, out _))
            {
                answer.Append(isFirst ? ""u8 : ","u8);
                await rooms.WriteAsync(answer, access, wanted, stored.Where(datum => datum.Room == place.Room), form, cancel);
                isFirst = false;
            }
            else if (place.Membership == Membership.Invite && view.State.At(EventType.Member, requester.UserId.ToString()) is { } invite)
            {
                answer.Append(isFirst ? ""u8 : ","u8);
                WriteInvite(answer, invite, form);
                isFirst = false;
            }
        }

        answer.Append("],\"account_data\":"u8);
        InitialRoom.WriteAccountData(answer, stored.Where(datum => datum.Room is null));
        answer.Append(",\"presence\":[],\"receipts\":[]}"u8);
        return new RawAnswer(answer.Written.ToArray());
    }

    private static void WriteInvite(AnswerBuffer answer, TimelineEvent invite, ClientEvent.Reader form)
    {
        answer.Append("{\"room_id\":"u8);
        answer.AppendText(invite.Event.Room.ToString());
        answer.Append(",\"membership\":\"invite\",\"inviter\":"u8);
        answer.AppendText(invite.Event.Sender.ToString());
        answer.Append(",\"invite\":"u8);
        ClientEvent.Write(answer, invite, form);
        answer.Append("}"u8);
    }
}
