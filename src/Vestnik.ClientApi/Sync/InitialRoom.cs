using Vestnik.ClientApi.Rooms;
using Vestnik.Homeserver.AccountData;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Rooms.Previewing;
using Vestnik.Homeserver.Sync;
using Vestnik.Protocol.Filters;

namespace Vestnik.ClientApi.Sync;

/// <summary>A room as the deprecated first synchronisation shows it: its last messages, its state, and what the reader stored for it.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3roomsroomidinitialsync</remarks>
public sealed class InitialRoom(RoomReading reading, IPublishedRooms published)
{
    /// <summary>Writes the room as an object.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="access">What the reader may see.</param>
    /// <param name="limit">How many messages at most; 0 for none.</param>
    /// <param name="stored">The reader's account data of this room.</param>
    /// <param name="form">How events are written for the reader.</param>
    /// <param name="cancel">Ends the reading.</param>
    internal async Task WriteAsync(
        AnswerBuffer output, RoomAccess access, int limit, IEnumerable<AccountDatum> stored, ClientEvent.Reader form, CancellationToken cancel)
    {
        var page = limit == 0
            ? new RoomPage([], access.LastSequence, IsEnd: false)
            : await reading.PageAsync(access, access.LastSequence, backwards: true, limit, EventFilter.All, cancel);
        output.Append("{\"room_id\":"u8);
        output.AppendText(access.View.Id.ToString());
        output.Append(",\"membership\":\""u8);
        output.Append(access.View.MembershipOf(access.Reader).Spelled());
        output.Append("\",\"visibility\":"u8);
        output.AppendText(await published.HasAsync(access.View.Id, cancel) ? "public" : "private");
        output.Append(",\"messages\":{\"start\":"u8);
        output.AppendText(new TimelineToken(page.Sequence).ToString());
        output.Append(",\"end\":"u8);
        output.AppendText(new TimelineToken(access.LastSequence).ToString());
        output.Append(",\"chunk\":"u8);
        EventsJson.WriteArray(output, page.Events.Reverse(), form);
        output.Append("},\"state\":"u8);
        EventsJson.WriteArray(output, (await reading.StateAsync(access, cancel)).All.OrderBy(placed => placed.Sequence), form);
        output.Append(",\"account_data\":"u8);
        WriteAccountData(output, stored);
        output.Append(",\"presence\":[],\"receipts\":[]}"u8);
    }

    internal static void WriteAccountData(AnswerBuffer output, IEnumerable<AccountDatum> stored)
    {
        output.Append("["u8);
        var first = true;
        foreach (var datum in stored)
        {
            output.Append(first ? "{\"type\":"u8 : ",{\"type\":"u8);
            output.AppendText(datum.Type);
            output.Append(",\"content\":"u8);
            output.Append(datum.Content);
            output.Append("}"u8);
            first = false;
        }

        output.Append("]"u8);
    }
}
