using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Rooms.Previewing;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Rooms;

/// <summary>A page of the list of public rooms.</summary>
internal static class PublicRoomsAnswer
{
    public const int MaximumLimit = 1_000;

    /// <summary>Composes a page: <c>p</c> and the number of rooms before it are its token.</summary>
    public static async Task<IResult> OfAsync(
        PublicRooms rooms, HomeserverOptions options, PublicRoomQuestion question, Page page, CancellationToken cancel)
    {
        if (page.Server is { Length: > 0 } server && server != options.ServerName.ToString())
        {
            return MatrixError.NotFound("This server cannot ask other servers for their rooms yet.").ToResponse();
        }

        var start = 0;
        if (page.Since is { Length: > 0 } since
            && !(since[0] == 'p' && int.TryParse(since.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out start)))
        {
            return MatrixError.InvalidParam("The token is not one that this server gave.").ToResponse();
        }

        return Answer(await rooms.FindAsync(question, cancel), start, page.Limit);
    }

    private static RawAnswer Answer(IReadOnlyList<RoomDescription> found, int start, int limit)
    {
        var output = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartArray("chunk"u8);
            foreach (var room in found.Skip(start).Take(limit))
            {
                json.WriteStartObject();
                room.WriteMembers(json);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (start < found.Count - limit)
            {
                json.WriteString("next_batch"u8, Token(start + limit));
            }

            if (start > 0)
            {
                json.WriteString("prev_batch"u8, Token(Math.Max(0, start - limit)));
            }

            json.WriteNumber("total_room_count_estimate"u8, found.Count);
            json.WriteEndObject();
        }

        return new RawAnswer(output.WrittenMemory);
    }

    private static string Token(int start) => string.Create(CultureInfo.InvariantCulture, $"p{start}");

    /// <param name="Since">The token of the page; null for the first.</param>
    /// <param name="Limit">How many rooms at most.</param>
    /// <param name="Server">Whose rooms; null for those of this server.</param>
    internal sealed record Page(string? Since, int Limit, string? Server);
}
