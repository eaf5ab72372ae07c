using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Rooms.Delayed;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms.Delayed;

/// <summary>The wish to send an event later, as clients put it into the query of a request that would send it now.</summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4140 (the form before its own endpoint)</remarks>
internal static class DelayWish
{
    private const string Delay = "org.matrix.msc4140.delay";
    private const string Parent = "org.matrix.msc4140.parent_delay_id";

    /// <summary>The request wants its event to be sent later.</summary>
    public static bool IsIn(HttpRequest request) =>
        request.QueryString.HasValue && (request.Query.ContainsKey(Delay) || request.Query.ContainsKey(Parent));

    /// <summary>Schedules the event of a request that <see cref="IsIn"/> is true of.</summary>
    public static async Task<IResult> ScheduleAsync(HttpRequest request, DelayedEvents delayed, RoomId room, NewEvent wanted)
    {
        if (request.Query.ContainsKey(Parent))
        {
            return MatrixError.InvalidParam("This server does not hang delayed events on each other.").ToResponse();
        }

        return long.TryParse(request.Query[Delay], NumberStyles.None, CultureInfo.InvariantCulture, out var delay)
            ? Answer(await delayed.ScheduleAsync(wanted, room, delay))
            : MatrixError.InvalidParam("The delay is a number of milliseconds greater than 0.").ToResponse();
    }

    /// <summary><c>{"delay_id": "…"}</c>, or the refusal.</summary>
    public static IResult Answer(Outcome<string> scheduled) => scheduled.Match<IResult>(
        id => new RawAnswer(JsonSerializer.SerializeToUtf8Bytes(new ScheduleEvent.Response(id), RoomsJson.Default.ScheduleEventResponse)),
        refusal => refusal.ToResponse());
}
