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

/// <summary><c>GET /_matrix/client/v3/rooms/{roomId}/messages</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3roomsroomidmessages</remarks>
public sealed class GetMessages : IEndpoint
{
    private const int DefaultLimit = 10;
    private const int MaximumLimit = 500;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/rooms/{roomId}/messages", HandleAsync);

    /// <summary>The query. Numbers and filters are read here, so that a bad one is told in a sentence of its own.</summary>
    internal readonly record struct Query(string? From, string? To, string? Dir, string? Limit, string? Filter);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, [AsParameters] Query query,
        RoomReading reading, Aggregations aggregations, RoomPlaces places, TimeProvider clock, CancellationToken cancel)
    {
        if (query.Dir is not ("b" or "f"))
        {
            return MatrixError.InvalidParam("Say where to read: dir is \"b\" or \"f\".").ToResponse();
        }

        if (!Limits.Read(query.Limit, DefaultLimit, MaximumLimit).Accepted(out var limit, out var refusal)
            || !ReadFilter(query.Filter).Accepted(out var filter, out refusal)
            || !(await reading.OpenAsync(roomId, requester.UserId, cancel)).Accepted(out var access, out refusal))
        {
            return refusal.ToResponse();
        }

        var backwards = query.Dir == "b";
        var start = backwards ? access.LastSequence : 0;
        if (query.From is { } from && !(await places.ReadAsync(access.View, from, cancel)).Accepted(out start, out refusal))
        {
            return refusal.ToResponse();
        }

        var end = backwards ? 0 : long.MaxValue;
        if (query.To is { } to && !(await places.ReadAsync(access.View, to, cancel)).Accepted(out end, out refusal))
        {
            return refusal.ToResponse();
        }

        var page = Until(end, backwards, await reading.PageAsync(access, start, backwards, limit, filter, cancel));
        var form = EventsJson.ReaderOf(requester, roomId, clock);
        page = page with { Events = await aggregations.AddAsync(access, page.Events, form, cancel) };
        return Answer(page, start, access, filter, form);
    }

    private static Outcome<EventFilter> ReadFilter(string? filter) =>
        filter is null ? EventFilter.All : EventFilter.Parse(Encoding.UTF8.GetBytes(filter));

    private static RoomPage Until(long end, bool backwards, RoomPage page)
    {
        var kept = page.Events.Where(placed => backwards ? placed.Sequence > end : placed.Sequence <= end).ToList();
        return kept.Count == page.Events.Count ? page : new(kept, end, IsEnd: true);
    }

    private static RawAnswer Answer(RoomPage page, long start, RoomAccess access, EventFilter filter, ClientEvent.Reader reader)
    {
        var output = new ArrayBufferWriter<byte>(16 * 1024);
        output.Write("{\"chunk\":"u8);
        EventsJson.WriteArray(output, page.Events, reader);
        EventsJson.WriteToken(output, ",\"start\":"u8, new TimelineToken(start).ToString());
        if (!page.IsEnd)
        {
            EventsJson.WriteToken(output, ",\"end\":"u8, new TimelineToken(page.Sequence).ToString());
        }

        if (filter.LazyLoadMembers && page.Events.Count > 0)
        {
            output.Write(",\"state\":"u8);
            EventsJson.WriteArray(output, Senders(page, access.View.State), reader);
        }

        output.Write("}"u8);
        return new RawAnswer(output.WrittenMemory);
    }

    private static IEnumerable<TimelineEvent> Senders(RoomPage page, RoomState state) => page.Events
        .Select(placed => placed.Event.Sender)
        .Distinct()
        .Select(sender => state.At(EventType.Member, sender.ToString()))
        .OfType<TimelineEvent>();
}
