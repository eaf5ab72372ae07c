using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Rooms.Previewing;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>GET /_matrix/client/v1/room_summary/{roomIdOrAlias}</c>, and the paths that clients called before it was specified.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1room_summaryroomidoralias</remarks>
public sealed class GetRoomSummary : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_matrix/client/v1/room_summary/{roomIdOrAlias}", HandleAsync);
        routes.MapGet("/_matrix/client/unstable/im.nheko.summary/summary/{roomIdOrAlias}", HandleAsync);
        routes.MapGet("/_matrix/client/unstable/im.nheko.summary/rooms/{roomIdOrAlias}/summary", HandleAsync);
    }

    private static async Task<IResult> HandleAsync(
        Requester requester, string roomIdOrAlias, RoomNames names, Previews previews, CancellationToken cancel)
    {
        if (!(await names.FindAsync(roomIdOrAlias, cancel)).Accepted(out var room, out var refusal))
        {
            return refusal.ToResponse();
        }

        if (await previews.OpenAsync(room, requester.UserId, cancel) is not { } view)
        {
            return MatrixError.NotFound("There is no such room, or you may not see it.").ToResponse();
        }

        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output))
        {
            var description = RoomDescription.Of(view);
            json.WriteStartObject();
            description.WriteMembers(json);
            description.WriteFurtherMembers(json);
            json.WriteString("membership"u8, view.MembershipOf(requester.UserId).Spelled());
            json.WriteEndObject();
        }

        return new RawAnswer(output.WrittenMemory);
    }
}
