using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms.Delayed;
using Vestnik.Http;

namespace Vestnik.ClientApi.Rooms.Delayed;

/// <summary><c>GET /_matrix/client/unstable/org.matrix.msc4140/delayed_events/{delayId}</c>: one of the requester's own.</summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4140 (Getting a single delayed event)</remarks>
public sealed class GetDelayedEvent : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/unstable/org.matrix.msc4140/delayed_events/{delayId}", HandleAsync);

    private static async Task<IResult> HandleAsync(Requester requester, string delayId, DelayedEvents delayed, CancellationToken cancel) =>
        (await delayed.FindAsync(requester.UserId, delayId, cancel)).Match(Answer, refusal => refusal.ToResponse());

    private static IResult Answer(DelayedEvent delayed)
    {
        var output = new ArrayBufferWriter<byte>(delayed.Content.Length + 512);
        using (var json = new Utf8JsonWriter(output))
        {
            DelayedEventJson.Write(json, delayed);
        }

        return new RawAnswer(output.WrittenMemory);
    }
}
