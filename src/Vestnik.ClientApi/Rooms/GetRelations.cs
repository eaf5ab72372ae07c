using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Rooms.Relations;
using Vestnik.Homeserver.Sync;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>GET /_matrix/client/v1/rooms/{roomId}/relations/{eventId}/{relType}/{eventType}</c>; the last two may be left out.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1roomsroomidrelationseventid</remarks>
public sealed class GetRelations : IEndpoint
{
    private const int DefaultLimit = 20;
    private const int MaximumLimit = 200;
    private const int Recursion = 3;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_matrix/client/v1/rooms/{roomId}/relations/{eventId}", HandleAsync);
        routes.MapGet("/_matrix/client/v1/rooms/{roomId}/relations/{eventId}/{relType}", HandleAsync);
        routes.MapGet("/_matrix/client/v1/rooms/{roomId}/relations/{eventId}/{relType}/{eventType}", HandleAsync);
    }

    internal readonly record struct Query(string? From, string? To, string? Dir, string? Limit, string? Recurse);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, EventId eventId, HttpContext context, [AsParameters] Query query,
        RoomReading reading, RelatedReading related, Aggregations aggregations, RoomPlaces places, TimeProvider clock, CancellationToken cancel)
    {
        if (query.Dir is not (null or "b" or "f") || query.Recurse is not (null or "true" or "false"))
        {
            return MatrixError.InvalidParam("The dir is \"b\" or \"f\", and recurse is \"true\" or \"false\".").ToResponse();
        }

        if (!Limits.Read(query.Limit, DefaultLimit, MaximumLimit).Accepted(out var limit, out var refusal))
        {
            return refusal.ToResponse();
        }

        if (!(await reading.OpenAsync(roomId, requester.UserId, cancel)).Accepted(out var access, out _)
            || await reading.EventAsync(access, eventId, cancel) is not { } target)
        {
            return MatrixError.NotFound("There is no such event, or you may not see it.").ToResponse();
        }

        var backwards = query.Dir != "f";
        var from = backwards ? access.LastSequence : 0;
        var end = backwards ? 0 : long.MaxValue;
        if ((query.From is { } start && !(await places.ReadAsync(access.View, start, cancel)).Accepted(out from, out refusal))
            || (query.To is { } stop && !(await places.ReadAsync(access.View, stop, cancel)).Accepted(out end, out refusal)))
        {
            return refusal.ToResponse();
        }

        var wanted = new RelatedPage
        {
            Target = target.Sequence,
            Depth = query.Recurse == "true" ? Recursion : 1,
            Kind = context.Request.RouteValues["relType"] as string,
            Type = context.Request.RouteValues["eventType"] as string,
            From = from,
            Backwards = backwards,
            Limit = limit,
        };
        var page = await related.PageAsync(access, wanted, end, cancel);
        var form = EventsJson.ReaderOf(requester, roomId, clock);
        return Answer(page with { Events = await aggregations.AddAsync(access, page.Events, form, cancel) }, query, form);
    }

    private static RawAnswer Answer(RoomPage page, Query query, ClientEvent.Reader form)
    {
        var output = new ArrayBufferWriter<byte>(16 * 1024);
        output.Write("{\"chunk\":"u8);
        EventsJson.WriteArray(output, page.Events, form);
        if (!page.IsEnd)
        {
            EventsJson.WriteToken(output, ",\"next_batch\":"u8, new TimelineToken(page.Sequence).ToString());
        }

        if (query.From is { } from)
        {
            EventsJson.WriteToken(output, ",\"prev_batch\":"u8, from);
        }

        if (query.Recurse is not null)
        {
            output.Write(query.Recurse == "true" ? ",\"recursion_depth\":3"u8 : ",\"recursion_depth\":1"u8);
        }

        output.Write("}"u8);
        return new RawAnswer(output.WrittenMemory);
    }
}
