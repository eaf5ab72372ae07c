using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Rooms.Relations;
using Vestnik.Homeserver.Sync;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Filters;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>GET /_matrix/client/v3/rooms/{roomId}/context/{eventId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3roomsroomidcontexteventid</remarks>
public sealed class GetContext : IEndpoint
{
    private const int DefaultLimit = 10;
    private const int MaximumLimit = 200;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/rooms/{roomId}/context/{eventId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, EventId eventId, string? limit, string? filter,
        RoomReading reading, Aggregations aggregations, IRoomHistory history, TimeProvider clock, CancellationToken cancel)
    {
        if (!Limits.Read(limit, DefaultLimit, MaximumLimit).Accepted(out var wanted, out var refusal)
            || !ReadFilter(filter).Accepted(out var wantedEvents, out refusal)
            || !(await reading.OpenAsync(roomId, requester.UserId, cancel)).Accepted(out var access, out refusal))
        {
            return refusal.ToResponse();
        }

        if (await reading.EventAsync(access, eventId, cancel) is not { } found)
        {
            return MatrixError.NotFound("There is no such event, or you may not see it.").ToResponse();
        }

        var before = wanted / 2 is > 0 and var half
            ? await reading.PageAsync(access, found.Sequence - 1, backwards: true, half, wantedEvents, cancel)
            : new RoomPage([], found.Sequence - 1, IsEnd: false);
        var after = wanted - (wanted / 2) is > 0 and var rest
            ? await reading.PageAsync(access, found.Sequence, backwards: false, rest, wantedEvents, cancel)
            : new RoomPage([], found.Sequence, IsEnd: false);
        var last = after.Events.Count > 0 ? after.Events[^1].Sequence : found.Sequence;
        var state = last == access.View.HeadSequence ? access.View.State : await history.StateAtAsync(roomId, last, cancel);
        var chosen = Chosen(state, wantedEvents, [.. before.Events, found, .. after.Events]);
        var form = EventsJson.ReaderOf(requester, roomId, clock);
        return Answer(
            await aggregations.AddAsync(access, found, form, cancel),
            before with { Events = await aggregations.AddAsync(access, before.Events, form, cancel) },
            after with { Events = await aggregations.AddAsync(access, after.Events, form, cancel) },
            chosen,
            form);
    }

    private static Outcome<EventFilter> ReadFilter(string? filter) =>
        filter is null ? EventFilter.All : EventFilter.Parse(Encoding.UTF8.GetBytes(filter));

    private static IEnumerable<TimelineEvent> Chosen(RoomState state, EventFilter filter, IReadOnlyList<TimelineEvent> shown)
    {
        var senders = shown.Select(placed => placed.Event.Sender.ToString()).ToHashSet(StringComparer.Ordinal);
        return state.All.Where(placed =>
            !filter.LazyLoadMembers || placed.Event.Type != EventType.Member || senders.Contains(placed.Event.StateKey!));
    }

    private static RawAnswer Answer(
        TimelineEvent found, RoomPage before, RoomPage after, IEnumerable<TimelineEvent> state, ClientEvent.Reader reader)
    {
        var output = new ArrayBufferWriter<byte>(16 * 1024);
        EventsJson.WriteToken(output, "{\"start\":"u8, new TimelineToken(before.Sequence).ToString());
        EventsJson.WriteToken(output, ",\"end\":"u8, new TimelineToken(after.Sequence).ToString());
        output.Write(",\"event\":"u8);
        ClientEvent.Write(output, found, reader);
        output.Write(",\"events_before\":"u8);
        EventsJson.WriteArray(output, before.Events, reader);
        output.Write(",\"events_after\":"u8);
        EventsJson.WriteArray(output, after.Events, reader);
        output.Write(",\"state\":"u8);
        EventsJson.WriteArray(output, state, reader);
        output.Write("}"u8);
        return new RawAnswer(output.WrittenMemory);
    }
}
