using System.Text.Json.Nodes;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Rooms.Previewing;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin;

/// <summary>What administrators see of a room: what it is called, who may do what, who is there. Nothing of what is said.</summary>
public sealed class RoomFacts(RoomViews views, IPublishedRooms published, IShutRooms shut, HomeserverOptions options)
{
    /// <summary>Null for no room; and for one that has been deleted, unless those are wanted too.</summary>
    public async Task<JsonObject?> OfAsync(RoomId id, CancellationToken cancel)
    {
        if (await views.FindAsync(id, cancel) is not { } view)
        {
            return null;
        }

        var closed = await shut.FindAsync(id, cancel);
        var create = view.State.Find(EventType.Create, "");
        return new JsonObject
        {
            ["room_id"] = id.ToString(),
            ["name"] = view.Text(EventType.Name, "name"),
            ["canonical_alias"] = view.Text(EventType.CanonicalAlias, "alias"),
            ["topic"] = view.Text(EventType.Topic, "topic"),
            ["avatar"] = view.Text(EventType.Avatar, "url"),
            ["room_type"] = view.Text(EventType.Create, "type"),
            ["version"] = view.Version.Id,
            ["creator"] = create?.Sender.ToString(),
            ["encryption"] = view.Text(EventType.Encryption, "algorithm"),
            ["join_rules"] = view.Text(EventType.JoinRules, "join_rule"),
            ["guest_access"] = view.Text(EventType.GuestAccess, "guest_access"),
            ["history_visibility"] = view.Text(EventType.HistoryVisibility, "history_visibility"),
            ["joined_members"] = view.JoinedCount,
            ["joined_local_members"] = view.Joined.Count(user => user.Server == options.ServerName),
            ["state_events"] = view.State.Count,
            ["federatable"] = true,
            ["public"] = await published.HasAsync(id, cancel),
            ["blocked"] = closed is not null,
            ["deleted"] = closed is { IsPurged: true },
        };
    }
}
