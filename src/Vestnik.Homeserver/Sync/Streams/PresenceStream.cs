using Vestnik.Homeserver.Ephemera;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync.Streams;

/// <summary>Who of those whom somebody shares a room with is there.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#mpresence</remarks>
internal sealed class PresenceStream(Presence presence, PresenceNews news, RoomViews views)
{
    private const string Type = "m.presence";

    /// <summary>Called when the rooms of the window are written, so that it is known whom the person has met.</summary>
    /// <returns>True when there was something that the device does not have.</returns>
    public async ValueTask<bool> WriteAsync(SyncWindow window, AnswerBuffer output, JsonList members, CancellationToken cancel)
    {
        if (!presence.IsKept || !window.Filter.Presence.MatchesType(Type))
        {
            return false;
        }

        var changed = news.ChangedAfter(window.Feed, window.Since);
        var told = changed?.ToHashSet() ?? [];
        var seen = changed is null ? await EverybodyAsync(window, cancel) : [];
        seen.UnionWith(window.Met.Where(met => met != window.User && !window.Parted.Contains(met)));

        var events = new JsonList();
        foreach (var user in told)
        {
            Write(window, user, presence.Of(user), output, members, events);
        }

        // Of those who are merely seen, nothing need be said when there is nothing to say.
        foreach (var user in seen.Where(user => !told.Contains(user)))
        {
            if (presence.Of(user) is var shown && (shown.State != PresenceState.Offline || shown.StatusMessage is not null))
            {
                Write(window, user, shown, output, members, events);
            }
        }

        if (events.IsEmpty)
        {
            return false;
        }

        output.Append("]}"u8);
        return told.Count > 0;
    }

    private static void Write(
        SyncWindow window, UserId user, ShownPresence shown, AnswerBuffer output, JsonList members, JsonList events)
    {
        if (window.Ignored.Contains(user) || !window.Filter.Presence.MatchesSender(user))
        {
            return;
        }

        if (events.IsEmpty)
        {
            members.Next(output);
            output.Append("\"presence\":{\"events\":["u8);
        }

        events.Next(output);
        output.Append("{\"type\":\"m.presence\",\"sender\":"u8);
        output.AppendText(user.ToString());
        output.Append(",\"content\":"u8);
        PresenceContent.Write(output, shown, window.Now);
        output.Append("}"u8);
    }

    private async ValueTask<HashSet<UserId>> EverybodyAsync(SyncWindow window, CancellationToken cancel)
    {
        if (window.Since is not null)
        {
            // After a restart everybody comes back at once; their rooms are not read for this.
            var neighbours = news.NeighboursOf(window.Feed);
            neighbours.Add(window.User);
            return neighbours;
        }

        var known = presence.Known();
        var everybody = new HashSet<UserId> { window.User };
        foreach (var place in window.Feed.AllRooms().Where(place => place.Membership == Membership.Join))
        {
            if (await views.FindAsync(place.Room, cancel) is { } view)
            {
                everybody.UnionWith(view.JoinedCount < known.Count ? view.Joined.Where(known.Contains) : known.Where(view.Joined.Contains));
            }
        }

        return everybody;
    }
}
