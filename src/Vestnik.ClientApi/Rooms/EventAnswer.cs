using System.Text;
using Microsoft.AspNetCore.Http;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Rooms;

/// <summary>An answer that names an event: <c>{"event_id": "…"}</c>.</summary>
internal static class EventAnswer
{
    // An event id of ours holds no character that JSON escapes.
    public static IResult Of(Outcome<EventId> outcome) => outcome.Match<IResult>(
        id => new RawAnswer(Encoding.ASCII.GetBytes($"{{\"event_id\":\"{id}\"}}")),
        refusal => refusal.ToResponse());
}
