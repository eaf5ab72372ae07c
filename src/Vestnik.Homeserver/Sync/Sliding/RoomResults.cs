using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Sync.Streams;
using Vestnik.Protocol.Events;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>The <c>rooms</c> of an answer: what the device does not have of the rooms in sight.</summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4186 (RoomResult)</remarks>
internal sealed class RoomResults(TimelineStream timeline, WantedState state, BumpStamps stamps, UnreadCounts unread)
{
    /// <summary>There may be something that the device does not have.</summary>
    public static bool MayHaveNews(SlidingWindow window, RoomInSight room) =>
        window.Sent(room.Room) is not { } sent
        || window.Sync.Feed.LatestIn(room.Card.Place) > sent.UpTo
        || sent.Face.IsDirect != room.Card.IsDirect
        || room.Config.TimelineLimit > sent.Depth
        || !room.Config.IsWithin(sent.Config);

    /// <summary>Writes a room's member of the answer, unless there is nothing to say.</summary>
    /// <returns>What the device has of the room then.</returns>
    public async ValueTask<SentRoom> WriteAsync(
        SlidingWindow window, RoomInSight room, AnswerBuffer output, JsonList rooms, CancellationToken cancel)
    {
        var start = output.Length;
        var isFirst = rooms.IsEmpty;
        rooms.Next(output);
        output.AppendText(room.Room.ToString());
        output.Append(":{"u8);
        var (any, has) = room.Card.Place.Membership is Membership.Invite or Membership.Knock
            ? WriteStripped(window, room, output)
            : await WriteEventsAsync(window, room, output, cancel);
        output.Append("}"u8);
        if (!any)
        {
            output.CutTo(start);
            rooms.Untaken(isFirst);
        }

        return has;
    }

    private static (bool Any, SentRoom Has) WriteStripped(SlidingWindow window, RoomInSight room, AnswerBuffer output)
    {
        var members = new JsonList();
        var face = RoomFace.OfStranger(room.Card);
        face.Write(null, output, members);
        WriteLists(room, output, members);
        Open(output, members, "initial");
        output.Append("true"u8);
        Open(output, members, window.Request.Names.StrippedState);
        output.Append("["u8);
        InvitesStream.WriteEvents(window.Sync, room.Card.View, output);
        output.Append("]"u8);
        return (true, new SentRoom { UpTo = UpTo(window, room), Config = room.Config, Depth = int.MaxValue, Members = [], Face = face });
    }

    private async ValueTask<(bool Any, SentRoom Has)> WriteEventsAsync(
        SlidingWindow window, RoomInSight room, AnswerBuffer output, CancellationToken cancel)
    {
        var (place, view, config) = (room.Card.Place, room.Card.View, room.Config);
        var sent = window.Sent(room.Room) is { Face.Membership: not (Membership.Invite or Membership.Knock) } known ? known : null;
        var news = await timeline.SliceAsync(window.Of(place, sent?.UpTo, config.TimelineLimit), place, view, cancel);
        sent = news.IsNew ? null : sent;

        // A device that wants more of the past than it has gets the latest events again.
        var expands = sent is not null && config.TimelineLimit > sent.Depth + (long)news.Events.Count;
        var shown = expands ? await timeline.SliceAsync(window.Of(place, null, config.TimelineLimit), place, view, cancel) : news;
        var wanted = await state.OfAsync(view, news, shown, config, sent, cancel);
        var face = await FaceAsync(window, room, sent, news, cancel);

        var members = new JsonList();
        var any = face.Write(sent?.Face, output, members) | sent is null | expands | news.Limited | shown.Events.Count > 0 | wanted.Events.Count > 0;
        WriteLists(room, output, members);
        WriteFlags(window, sent is null, expands, output, members);
        if (sent is null || wanted.Events.Count > 0)
        {
            Open(output, members, "required_state");
            WriteList(window, wanted.Events, null, output);
        }

        if (sent is null || shown.Events.Count > 0 || shown.Limited)
        {
            WriteTimeline(window, room, shown, sent is null, output, members);
        }

        return (any, new SentRoom
        {
            UpTo = UpTo(window, room),
            Config = sent is not null && wanted.Unchanged ? config.Beside(sent.Config) : config,
            Depth = DepthOf(sent, news, shown, expands, config),
            Members = [.. (sent is null || news.Limited ? [] : sent.Members).Union(wanted.Members)],
            Face = face,
        });
    }

    private async ValueTask<RoomFace> FaceAsync(SlidingWindow window, RoomInSight room, SentRoom? sent, TimelineSlice news, CancellationToken cancel)
    {
        var card = room.Card;
        if (card.Place.Membership != Membership.Join)
        {
            var face = RoomFace.OfStranger(card);
            return sent is null ? face : sent.Face with { Membership = face.Membership, BumpStamp = face.BumpStamp, IsDirect = face.IsDirect };
        }

        var stamp = await stamps.OfAsync(card.View, sent?.Face.BumpStamp, cancel);
        return RoomFace.OfMember(card, window.Sync.User, stamp, await unread.TotalAsync(window.Sync, card.View, news.End, cancel));
    }

    private static void WriteFlags(SlidingWindow window, bool isInitial, bool expands, AnswerBuffer output, JsonList members)
    {
        if (isInitial)
        {
            Open(output, members, "initial");
            output.Append("true"u8);
        }

        if (expands)
        {
            Open(output, members, window.Request.Names.ExpandedTimeline);
            output.Append("true"u8);
        }
    }

    private static void WriteTimeline(
        SlidingWindow window, RoomInSight room, TimelineSlice slice, bool isInitial, AnswerBuffer output, JsonList members)
    {
        Open(output, members, window.Request.Names.Timeline);
        WriteList(window, slice.Events, room.Card.Place.Membership == Membership.Join && !isInitial ? Membership.Join : null, output);
        Open(output, members, "prev_batch");
        output.AppendText(new TimelineToken(slice.Before).ToString());
        Open(output, members, "limited");
        output.Append(slice.Limited ? "true"u8 : "false"u8);
        Open(output, members, "num_live");
        var live = window.Before?.Token.At(room.Card.Place.Shard) ?? long.MaxValue;
        output.AppendNumber(slice.Events.Count(placed => placed.Position > live));
        if (isInitial)
        {
            window.Shown[room.Room] = [.. slice.Events.Select(placed => placed.Event.Id)];
        }
    }

    private static void WriteLists(RoomInSight room, AnswerBuffer output, JsonList members)
    {
        if (room.Lists.Count > 0)
        {
            Open(output, members, "lists");
            output.Append("["u8);
            var lists = new JsonList();
            foreach (var list in room.Lists)
            {
                lists.Next(output);
                output.AppendText(list);
            }

            output.Append("]"u8);
        }
    }

    private static void WriteList(SlidingWindow window, IReadOnlyList<TimelineEvent> events, Membership? membership, AnswerBuffer output)
    {
        output.Append("["u8);
        EventForm.Write(window.Sync, events, membership, output);
        output.Append("]"u8);
    }

    private static void Open(AnswerBuffer output, JsonList members, string name)
    {
        members.Next(output);
        output.AppendText(name);
        output.Append(":"u8);
    }

    // Where nothing lies before the timeline, the device has all there is; it is not asked of the past again either way.
    private static int DepthOf(SentRoom? sent, TimelineSlice news, TimelineSlice shown, bool expands, RoomConfig config)
    {
        if (sent is null || expands || news.Limited)
        {
            return shown.Limited ? Math.Max(config.TimelineLimit, shown.Events.Count) : int.MaxValue;
        }

        return (int)Math.Min((long)sent.Depth + news.Events.Count, int.MaxValue);
    }

    private static long UpTo(SlidingWindow window, RoomInSight room) => window.Sync.Until.At(room.Card.Place.Shard);
}
