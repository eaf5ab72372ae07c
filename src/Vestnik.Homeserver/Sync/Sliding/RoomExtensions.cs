using Vestnik.Homeserver.Receipts;
using Vestnik.Homeserver.Sync.Streams;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Filters;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>The extensions that tell of the rooms in sight: account data, receipts, typing.</summary>
/// <remarks>
/// Source: https://github.com/matrix-org/matrix-spec-proposals/pull/3959 (account_data), https://github.com/matrix-org/matrix-spec-proposals/pull/3960 (receipts),
/// https://github.com/matrix-org/matrix-spec-proposals/pull/3961 (typing)
/// </remarks>
internal sealed class RoomExtensions(AccountDataStream accountData, ReceiptsStream receipts, TypingStream typing)
{
    /// <returns>Whether there is news, and what the device has with this answer.</returns>
    public async ValueTask<(bool Any, SlidingState Has)> WriteAsync(
        SlidingWindow window, IReadOnlyCollection<RoomInSight> inSight, SlidingState has, AnswerBuffer output, JsonList members, CancellationToken cancel)
    {
        var (any, news) = (false, false);
        if (window.Request.Extensions.AccountData is { } data)
        {
            (any, has) = await WriteAccountDataAsync(window, Rooms(inSight, data), has, output, members, cancel);
        }

        if (window.Request.Extensions.Receipts is { } read)
        {
            (news, has) = await WriteReceiptsAsync(window, Joined(inSight, read), has, output, members, cancel);
            any |= news;
        }

        if (window.Request.Extensions.Typing is { } types)
        {
            (news, has) = WriteTyping(window, Joined(inSight, types), has, output, members);
            any |= news;
        }

        return (any, has);
    }

    private static List<RoomInSight> Rooms(IReadOnlyCollection<RoomInSight> inSight, ExtensionScope scope) =>
        [.. inSight.Where(room => room.IsIn(scope))];

    private static List<RoomInSight> Joined(IReadOnlyCollection<RoomInSight> inSight, ExtensionScope scope) =>
        [.. inSight.Where(room => room.Card.Place.Membership == Membership.Join && room.IsIn(scope))];

    private async ValueTask<(bool Any, SlidingState Has)> WriteAccountDataAsync(
        SlidingWindow window, List<RoomInSight> rooms, SlidingState has, AnswerBuffer output, JsonList members, CancellationToken cancel)
    {
        var latest = window.Sync.Feed.AccountPosition;
        if (has.AccountData >= latest && rooms.TrueForAll(room => has.RoomData.GetValueOrDefault(room.Room, -1) >= latest))
        {
            return (false, has);
        }

        var shard = window.Sync.Feed.Shard;
        var after = rooms.Aggregate(has.AccountData ?? 0, (least, room) => Math.Min(least, has.RoomData.GetValueOrDefault(room.Room)));
        var since = after == 0 ? null : window.Sync.Until.With(shard, after);
        var news = await accountData.ReadAsync(window.Sync with { Since = since }, cancel);
        var told = has.AccountData ?? -1;

        var start = output.Length;
        var isFirst = members.IsEmpty;
        members.Next(output);
        output.Append("\"account_data\":{\"global\":["u8);
        var events = new JsonList();
        AccountDataStream.WriteRules(news.Rules?.Position > told ? news.Rules : null, output, events);
        AccountDataStream.Write(EventFilter.All, news.Account.Where(datum => datum.Position > told), output, events);
        output.Append("],\"rooms\":{"u8);
        var written = new JsonList();
        var known = has.RoomData.ToBuilder();
        foreach (var room in rooms)
        {
            var data = news.Rooms[room.Room].Where(datum => datum.Position > has.RoomData.GetValueOrDefault(room.Room)).ToList();
            known[room.Room] = window.Sync.Until.At(shard);
            if (data.Count > 0)
            {
                written.Next(output);
                output.AppendText(room.Room.ToString());
                output.Append(":["u8);
                AccountDataStream.Write(EventFilter.All, data, output, new JsonList());
                output.Append("]"u8);
            }
        }

        output.Append("}}"u8);
        has = has with { AccountData = window.Sync.Until.At(shard), RoomData = known.ToImmutable() };
        return (Kept(events.IsEmpty && written.IsEmpty, start, isFirst, output, members), has);
    }

    private async ValueTask<(bool Any, SlidingState Has)> WriteReceiptsAsync(
        SlidingWindow window, List<RoomInSight> rooms, SlidingState has, AnswerBuffer output, JsonList members, CancellationToken cancel)
    {
        var start = output.Length;
        var isFirst = members.IsEmpty;
        members.Next(output);
        output.Append("\"receipts\":{\"rooms\":{"u8);
        var written = new JsonList();
        var known = has.Receipts.ToBuilder();
        foreach (var room in rooms)
        {
            var isKnown = has.Receipts.TryGetValue(room.Room, out var after);
            if (isKnown && window.Sync.Feed.LatestIn(room.Card.Place) <= after)
            {
                continue;
            }

            var place = output.Length;
            var wasFirst = written.IsEmpty;
            written.Next(output);
            output.AppendText(room.Room.ToString());
            output.Append(":"u8);
            Func<Receipt, bool> wanted = isKnown ? _ => true : Beginning(window, room);
            Kept(!await receipts.WriteTogetherAsync(window.Sync, room.Card.View, after, wanted, output, cancel), place, wasFirst, output, written);
            known[room.Room] = window.Sync.Until.At(room.Card.Place.Shard);
        }

        output.Append("}}"u8);
        return (Kept(written.IsEmpty, start, isFirst, output, members), has with { Receipts = known.ToImmutable() });
    }

    private (bool Any, SlidingState Has) WriteTyping(
        SlidingWindow window, List<RoomInSight> rooms, SlidingState has, AnswerBuffer output, JsonList members)
    {
        var changed = window.Before is { } before ? window.Sync.Feed.TypingRooms(typing.Knows(before.Token)).ToHashSet() : [];
        var start = output.Length;
        var isFirst = members.IsEmpty;
        members.Next(output);
        output.Append("\"typing\":{\"rooms\":{"u8);
        var written = new JsonList();
        foreach (var room in rooms)
        {
            var whole = window.Before?.Typing.Contains(room.Room) != true;
            if (!whole && !changed.Contains(room.Room))
            {
                continue;
            }

            var place = output.Length;
            var wasFirst = written.IsEmpty;
            written.Next(output);
            output.AppendText(room.Room.ToString());
            output.Append(":"u8);
            Kept(!typing.Write(window.Sync, room.Card.View, whole, output, new JsonList()), place, wasFirst, output, written);
        }

        output.Append("}}"u8);
        return (Kept(written.IsEmpty, start, isFirst, output, members), has with { Typing = rooms.Select(room => room.Room).ToHashSet() });
    }

    // One's own reading, and that of others for the events that are shown.
    private static Func<Receipt, bool> Beginning(SlidingWindow window, RoomInSight room)
    {
        var shown = window.Shown.GetValueOrDefault(room.Room, []);
        return receipt => receipt.User == window.Sync.User || shown.Contains(receipt.Event);
    }

    /// <summary>Takes back what turned out to be empty; true when it was not.</summary>
    private static bool Kept(bool isEmpty, int start, bool isFirst, AnswerBuffer output, JsonList list)
    {
        if (isEmpty)
        {
            output.CutTo(start);
            list.Untaken(isFirst);
        }

        return !isEmpty;
    }
}
