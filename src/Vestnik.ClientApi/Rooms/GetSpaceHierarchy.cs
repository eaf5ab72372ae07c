using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Rooms.Previewing;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>GET /_matrix/client/v1/rooms/{roomId}/hierarchy</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1roomsroomidhierarchy</remarks>
public sealed class GetSpaceHierarchy : IEndpoint
{
    private const int DefaultLimit = 50;
    private const int MaximumLimit = 100;
    private const int MaximumDepth = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/_matrix/client/v1/rooms/{roomId}/hierarchy", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, HttpContext context, SpaceTree tree, CancellationToken cancel)
    {
        if (!ReadWalk(context.Request.Query).Accepted(out var walk, out var refusal))
        {
            return refusal.ToResponse();
        }

        return await tree.WalkAsync(roomId, requester.UserId, walk, cancel) is { } places
            ? Answer(places, walk)
            : MatrixError.Forbidden("You may not see this room, or there is no such room.").ToResponse();
    }

    private static Outcome<SpaceWalk> ReadWalk(IQueryCollection query)
    {
        if (Text(query, "suggested_only") is not (null or "true" or "false") || Text(query, "limit") == "0")
        {
            return MatrixError.InvalidParam("The limit is greater than zero, and suggested_only is \"true\" or \"false\".");
        }

        var depth = MaximumDepth;
        if (!Limits.Read(Text(query, "limit"), DefaultLimit, MaximumLimit).Accepted(out var limit, out var refusal)
            || (Text(query, "max_depth") is { } deepest && !ReadDepth(deepest).Accepted(out depth, out refusal)))
        {
            return refusal;
        }

        var walk = new SpaceWalk { MaximumDepth = depth, SuggestedOnly = Text(query, "suggested_only") == "true", Skip = 0, Take = limit };
        if (Text(query, "from") is not { } from)
        {
            return walk;
        }

        return from.Split('_') is ["h", var skipped, var tail]
            && int.TryParse(skipped, NumberStyles.None, CultureInfo.InvariantCulture, out var skip)
            && tail == Wishes(walk)
                ? walk with { Skip = skip }
                : MatrixError.InvalidParam("The token is of another question, or not one that this server gave.");
    }

    private static Outcome<int> ReadDepth(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var depth)
            ? (int)Math.Min(depth, MaximumDepth)
            : MatrixError.InvalidParam("The max_depth is a number from 0 upwards.");

    private static string? Text(IQueryCollection query, string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;

    // What must stay the same from page to page.
    private static string Wishes(SpaceWalk walk) =>
        string.Create(CultureInfo.InvariantCulture, $"{walk.MaximumDepth}{(walk.SuggestedOnly ? "s" : "")}");

    private static RawAnswer Answer(IReadOnlyList<SpacePlace> places, SpaceWalk walk)
    {
        var output = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartArray("rooms"u8);
            foreach (var place in places.Take(walk.Take))
            {
                json.WriteStartObject();
                place.Description.WriteMembers(json);
                place.Description.WriteFurtherMembers(json);
                json.WriteStartArray("children_state"u8);
                foreach (var child in place.Children)
                {
                    var stripped = new ArrayBufferWriter<byte>(256);
                    ClientEvent.WriteStrippedWithTime(stripped, child.Event);
                    json.WriteRawValue(stripped.WrittenSpan, skipInputValidation: true);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (places.Count > walk.Take)
            {
                json.WriteString("next_batch"u8, string.Create(CultureInfo.InvariantCulture, $"h_{walk.Skip + walk.Take}_{Wishes(walk)}"));
            }

            json.WriteEndObject();
        }

        return new RawAnswer(output.WrittenMemory);
    }
}
