using System.Collections.Immutable;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>One answer of sliding sync: lists, rooms and extensions.</summary>
internal sealed class SlidingAnswers(RoomCards cards, RoomResults results, ExtensionResults extensions)
{
    /// <summary>Writes the answer up to where its position belongs.</summary>
    /// <returns>Whether there is news, and what the device has with this answer.</returns>
    public async ValueTask<(bool Any, SlidingState Has)> WriteAsync(SlidingWindow window, AnswerBuffer output, CancellationToken cancel)
    {
        var choice = SlidingChoice.Of(await cards.OfAsync(window, cancel), window.Request.Lists, window.Request.Subscriptions);
        var has = new SlidingState
        {
            Token = window.Sync.Until,
            Rooms = window.Before?.Rooms ?? ImmutableDictionary<RoomId, SentRoom>.Empty,
            Counts = choice.Counts,
            DeviceLists = window.Before?.DeviceLists,
            AccountData = window.Before?.AccountData,
            RoomData = window.Before?.RoomData ?? ImmutableDictionary<RoomId, long>.Empty,
            Receipts = window.Before?.Receipts ?? ImmutableDictionary<RoomId, long>.Empty,
        };
        output.Append("{"u8);
        var any = WriteLists(window, choice, output);
        (var news, has) = await WriteRoomsAsync(window, choice, has, output, cancel);
        any |= news;
        (news, has) = await extensions.WriteAsync(window, choice.Rooms, has, output, cancel);
        return (any | news, has);
    }

    private static bool WriteLists(SlidingWindow window, SlidingChoice choice, AnswerBuffer output)
    {
        var lists = new JsonList();
        var any = false;
        output.Append("\"lists\":{"u8);
        foreach (var (name, count) in choice.Counts)
        {
            lists.Next(output);
            output.AppendText(name);
            output.Append(":{\"count\":"u8);
            output.AppendNumber(count);
            output.Append("}"u8);
            any |= window.Before is not { } before || !before.Counts.TryGetValue(name, out var told) || told != count;
        }

        output.Append("},"u8);
        return any;
    }

    private async ValueTask<(bool Any, SlidingState Has)> WriteRoomsAsync(
        SlidingWindow window, SlidingChoice choice, SlidingState has, AnswerBuffer output, CancellationToken cancel)
    {
        var rooms = new JsonList();
        var sent = has.Rooms.ToBuilder();
        output.Append("\"rooms\":{"u8);
        foreach (var room in choice.Rooms)
        {
            if (RoomResults.MayHaveNews(window, room))
            {
                sent[room.Room] = await results.WriteAsync(window, room, output, rooms, cancel);
            }
        }

        output.Append("},"u8);
        return (!rooms.IsEmpty, has with { Rooms = sent.ToImmutable() });
    }
}
