using System.Collections.Frozen;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Rooms.Relations;
using Vestnik.Homeserver.Sync.Streams;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync;

/// <summary>The <c>rooms</c> of an answer: each room is the sum of the streams that have something of it.</summary>
internal sealed class RoomSections(
    RoomViews views,
    IMemberships memberships,
    InviteBlocking blocking,
    TimelineStream timeline,
    StateStream state,
    ReceiptsStream receipts,
    TypingStream typing,
    AccountDataStream accountData,
    UnreadCounts unread,
    RoomReading reading,
    Aggregations aggregations)
{
    private static readonly (Membership Membership, string Name)[] Sections =
        [(Membership.Join, "join"), (Membership.Invite, "invite"), (Membership.Knock, "knock"), (Membership.Leave, "leave")];

    /// <returns>True when there was something.</returns>
    public async ValueTask<bool> WriteAsync(
        SyncWindow window, AccountNews account, AnswerBuffer output, JsonList members, CancellationToken cancel)
    {
        var forgotten = await ForgottenAsync(window, cancel);
        var chosen = Choose(window, account).Where(place => !forgotten.Contains(place.Room)).ToLookup(place => place.Membership == Membership.Ban ? Membership.Leave : place.Membership);
        var start = output.Length;
        var isFirst = members.IsEmpty;
        members.Next(output);
        output.Append("\"rooms\":{"u8);
        var sections = new JsonList();
        foreach (var (membership, name) in Sections)
        {
            var before = output.Length;
            var rooms = new JsonList();
            foreach (var place in chosen[membership])
            {
                var room = output.Length;
                if (rooms.IsEmpty)
                {
                    Open(output, sections.IsEmpty, name);
                }
                else
                {
                    output.Append(","u8);
                }

                if (await WriteRoomAsync(window, place, account, output, cancel))
                {
                    rooms.Taken();
                }
                else
                {
                    output.CutTo(room);
                }
            }

            if (output.Length > before)
            {
                output.Append("}"u8);
                sections.Taken();
            }
        }

        output.Append("}"u8);
        if (sections.IsEmpty)
        {
            output.CutTo(start);
            members.Untaken(isFirst);
        }

        return !sections.IsEmpty;
    }

    private static void Open(AnswerBuffer output, bool isFirst, string name)
    {
        output.Append(isFirst ? ""u8 : ","u8);
        output.AppendText(name);
        output.Append(":{"u8);
    }

    // Forgetting a room is no news to anybody: who asks for left rooms gets them by the rows.
    private async ValueTask<IReadOnlySet<RoomId>> ForgottenAsync(SyncWindow window, CancellationToken cancel) =>
        window.Filter.Room.IncludeLeave && (window.Since is null || window.Request.FullState)
            ? (await memberships.OfAsync(window.User, cancel)).Where(room => room.Forgotten).Select(room => room.Room).ToHashSet()
            : FrozenSet<RoomId>.Empty;

    private IEnumerable<RoomOfUser> Choose(SyncWindow window, AccountNews account)
    {
        var filter = window.Filter.Room;
        if (window.Since is null || window.Request.FullState)
        {
            return window.Feed.AllRooms().Where(place => filter.Matches(place.Room) && !place.Forgotten
                && (place.Membership is not (Membership.Leave or Membership.Ban) || filter.IncludeLeave || IsNews(window, place)));
        }

        var places = window.Feed.ChangedRooms(window.Since);
        var known = places.Select(place => place.Room).ToHashSet();
        var others = window.Feed.TypingRooms(typing.Knows(window.Since)).Concat(account.Rooms.Select(room => room.Key));
        foreach (var room in others)
        {
            if (known.Add(room) && window.Feed.Find(room) is { } place)
            {
                places.Add(place);
            }
        }

        return places.Where(place => filter.Matches(place.Room)
            && (place.Membership == Membership.Join || IsNews(window, place)));
    }

    private static bool IsNews(SyncWindow window, RoomOfUser place) =>
        window.Since is not null && place.Position > window.After(place.Shard) && !place.Forgotten;

    private async ValueTask<bool> WriteRoomAsync(
        SyncWindow window, RoomOfUser place, AccountNews account, AnswerBuffer output, CancellationToken cancel)
    {
        if (await views.FindAsync(place.Room, cancel) is not { } view)
        {
            return false;
        }

        if (place.Membership is Membership.Join or Membership.Leave or Membership.Ban)
        {
            return await WriteTimelineAsync(window, place, view, account, output, cancel);
        }

        var inviter = view.State.Find(EventType.Member, window.User.ToString())?.Sender;
        if (inviter is null || window.Ignored.Contains(inviter.Value)
            || (place.Membership == Membership.Invite && await blocking.IsBlockedAsync(window.User, cancel)))
        {
            return false;
        }

        InvitesStream.Write(window, place, view, output);
        return true;
    }

    private async ValueTask<bool> WriteTimelineAsync(
        SyncWindow window, RoomOfUser place, RoomView view, AccountNews account, AnswerBuffer output, CancellationToken cancel)
    {
        var slice = await timeline.SliceAsync(window, place, view, cancel);
        var joined = place.Membership == Membership.Join;
        var whole = slice.IsNew || window.Request.FullState;
        IReadOnlyList<TimelineEvent> beside = await state.BesideAsync(window, view, slice, whole, cancel);
        if (window.Filter.FederationFormat)
        {
            slice = slice with { Events = await timeline.SignedAsync(view, slice.Events, cancel) };
            beside = await timeline.SignedAsync(view, beside, cancel);
        }
        else if (slice.Limited && (await reading.OpenAsync(view.Id, window.User, cancel)).Accepted(out var access, out _))
        {
            var form = new ClientEvent.Reader { Now = window.Now, SessionId = window.Request.SessionId, User = window.User };
            slice = slice with { Events = await aggregations.AddAsync(access, slice.Events, form, cancel) };
        }

        Meet(window, view, slice, joined);

        output.AppendText(view.Id.ToString());
        output.Append(":{"u8);
        WriteSlice(window, slice, beside, joined, output);
        var any = slice.Events.Count > 0 || slice.Limited || beside.Count > 0 || slice.IsNew;
        if (joined)
        {
            any |= await WriteEphemeralAsync(window, view, slice, output, cancel);
            if (whole || slice.Limited || HasMember(slice.Events) || HasMember(beside))
            {
                output.Append(","u8);
                RoomSummary.Write(output, view, window.User);
            }

            await unread.WriteAsync(window, view, slice.End, output, cancel);
        }

        output.Append(",\"account_data\":{\"events\":["u8);
        var events = new JsonList();
        var stored = slice.IsNew && window.Since is not null ? await accountData.AllOfAsync(window, view.Id, cancel) : account.Rooms[view.Id];
        AccountDataStream.Write(window.Filter.Room.AccountData, stored, output, events);
        output.Append("]}}"u8);
        return any || !events.IsEmpty;
    }

    private static void WriteSlice(SyncWindow window, TimelineSlice slice, IReadOnlyList<TimelineEvent> beside, bool joined, AnswerBuffer output)
    {
        output.AppendText(window.Request.StateAfter ?? "state");
        output.Append(":{\"events\":["u8);
        EventForm.Write(window, beside, null, output);
        output.Append("]},\"timeline\":{\"events\":["u8);
        EventForm.Write(window, slice.Events, joined && !slice.IsNew ? Membership.Join : null, output);
        output.Append(slice.Limited ? "],\"limited\":true,\"prev_batch\":"u8 : "],\"limited\":false,\"prev_batch\":"u8);
        output.AppendText(new TimelineToken(slice.Before).ToString());
        output.Append("}"u8);
    }

    private async ValueTask<bool> WriteEphemeralAsync(
        SyncWindow window, RoomView view, TimelineSlice slice, AnswerBuffer output, CancellationToken cancel)
    {
        output.Append(",\"ephemeral\":{\"events\":["u8);
        var events = new JsonList();
        await receipts.WriteAsync(window, view, slice.IsNew, output, events, cancel);
        typing.Write(window, view, slice.IsNew, output, events);
        output.Append("]}"u8);
        return !events.IsEmpty;
    }

    // Whoever comes into a room meets all who are there, and parts from them when leaving.
    private static void Meet(SyncWindow window, RoomView view, TimelineSlice slice, bool joined)
    {
        if (window.Since is not null && (slice.IsNew || !joined))
        {
            (joined ? window.Met : window.Parted).UnionWith(view.Joined);
        }
    }

    private static bool HasMember(IReadOnlyList<TimelineEvent> events)
    {
        foreach (var placed in events)
        {
            if (placed.Event.Type == EventType.Member && placed.Event.IsState)
            {
                return true;
            }
        }

        return false;
    }
}
