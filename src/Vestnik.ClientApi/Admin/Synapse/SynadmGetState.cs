using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>GET /_synapse/admin/v1/rooms/{roomId}/state</c>: what <c>synadm room state</c> and <c>room power-levels</c> call: the state that says how a room is run, and no other.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmGetState : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_synapse/admin/v1/rooms/{roomId}/state", HandleAsync);

    private static readonly string[] Shown =
    [
        EventType.Create, EventType.Member, EventType.PowerLevels, EventType.JoinRules, EventType.GuestAccess, EventType.HistoryVisibility,
        EventType.Encryption, EventType.CanonicalAlias, EventType.Name, EventType.Topic, EventType.Avatar, "m.room.tombstone", "m.room.server_acl",
    ];

    private static async Task<IResult> HandleAsync(
        RoomId roomId, Administrator administrator, RoomViews views, TimeProvider clock, CancellationToken cancel)
    {
        if (await views.FindAsync(roomId, cancel) is not { } view)
        {
            return RoomStewardship.NoSuchRoom.ToResponse();
        }

        var reader = new ClientEvent.Reader { Now = clock.GetUtcNow().ToUnixTimeMilliseconds(), SessionId = 0, Room = roomId };
        var output = new ArrayBufferWriter<byte>(4096);
        output.Write("{\"state\":["u8);
        var isFirst = true;
        foreach (var placed in view.State.All.Where(placed => Shown.Contains(placed.Event.Type, StringComparer.Ordinal)))
        {
            output.Write(isFirst ? ""u8 : ","u8);
            ClientEvent.Write(output, placed, reader);
            isFirst = false;
        }

        output.Write("]}"u8);
        return new RawAnswer(output.WrittenMemory);
    }
}
