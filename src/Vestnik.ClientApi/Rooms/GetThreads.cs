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

/// <summary><c>GET /_matrix/client/v1/rooms/{roomId}/threads</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1roomsroomidthreads</remarks>
public sealed class GetThreads : IEndpoint
{
    private const int DefaultLimit = 20;
    private const int MaximumLimit = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/_matrix/client/v1/rooms/{roomId}/threads", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, string? include, string? limit, string? from,
        RoomReading reading, RelatedReading related, Aggregations aggregations, TimeProvider clock, CancellationToken cancel)
    {
        if (include is not (null or "all" or "participated"))
        {
            return MatrixError.InvalidParam("Say which threads: include is \"all\" or \"participated\".").ToResponse();
        }

        var place = new TimelineToken(long.MaxValue);
        if (from is not null && !TimelineToken.TryParse(from, out place))
        {
            return MatrixError.InvalidParam("The token is not one that this server gave.").ToResponse();
        }

        if (!Limits.Read(limit, DefaultLimit, MaximumLimit).Accepted(out var wanted, out var refusal)
            || !(await reading.OpenAsync(roomId, requester.UserId, cancel)).Accepted(out var access, out refusal))
        {
            return refusal.ToResponse();
        }

        var page = await related.ThreadsAsync(access, include == "participated", place.Sequence, wanted, cancel);
        var form = EventsJson.ReaderOf(requester, roomId, clock);
        var output = new ArrayBufferWriter<byte>(16 * 1024);
        output.Write("{\"chunk\":"u8);
        EventsJson.WriteArray(output, await aggregations.AddAsync(access, page.Events, form, cancel), form);
        if (!page.IsEnd)
        {
            EventsJson.WriteToken(output, ",\"next_batch\":"u8, new TimelineToken(page.Sequence).ToString());
        }

        output.Write("}"u8);
        return new RawAnswer(output.WrittenMemory);
    }
}
