using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms.Delayed;
using Vestnik.Http;

namespace Vestnik.ClientApi.Rooms.Delayed;

/// <summary><c>GET /_matrix/client/unstable/org.matrix.msc4140/delayed_events</c>: what the requester has scheduled, the next first.</summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4140 (Getting a list of delayed events)</remarks>
public sealed class ListDelayedEvents : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/unstable/org.matrix.msc4140/delayed_events", HandleAsync);

    private static async Task<IResult> HandleAsync(Requester requester, DelayedEvents delayed, CancellationToken cancel)
    {
        var scheduled = await delayed.ListAsync(requester.UserId, cancel);
        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();

            // The second name is that of an earlier text of the proposal, which clients read.
            Write(json, "delayed_events", scheduled);
            Write(json, "scheduled", scheduled);
            json.WriteEndObject();
        }

        return new RawAnswer(output.WrittenMemory);
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<DelayedEvent> events)
    {
        json.WriteStartArray(name);
        foreach (var one in events)
        {
            DelayedEventJson.Write(json, one);
        }

        json.WriteEndArray();
    }
}
