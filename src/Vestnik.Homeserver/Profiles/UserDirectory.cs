using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Profiles;

/// <summary>
/// Finds people by name, among those whom the searcher may know of: who shares a room with them, or is in a room that
/// anybody may enter or read. Everybody else is found only by who knows their whole user id.
/// </summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3user_directorysearch</remarks>
public sealed class UserDirectory(IDirectoryStore store, IMemberships memberships, RoomViews views, IProfileStore profiles)
{
    private const int MostCandidates = 200;
    private const int MostRoomsLookedAt = 100;

    public async Task<FoundPeople> SearchAsync(UserId searcher, string typed, int limit, CancellationToken cancel)
    {
        var beginning = DirectoryTerms.OfSearch(typed);
        if (beginning.Length == 0)
        {
            return new FoundPeople([], IsLimited: false);
        }

        var mine = (await RoomsOfAsync(searcher, cancel)).ToHashSet();
        var found = new List<FoundPerson>();
        foreach (var candidate in await store.FindAsync(beginning, MostCandidates, cancel))
        {
            // One's own company makes nobody findable: for oneself only open rooms count.
            if (!await IsVisibleAsync(candidate, candidate == searcher ? [] : mine, cancel))
            {
                continue;
            }

            if (found.Count == limit)
            {
                return new FoundPeople(found, IsLimited: true);
            }

            if (await profiles.FindAsync(candidate, cancel) is { } profile)
            {
                found.Add(new FoundPerson(candidate, profile.DisplayName, profile.AvatarUrl));
            }
        }

        return new FoundPeople(found, IsLimited: false);
    }

    private async ValueTask<bool> IsVisibleAsync(UserId candidate, HashSet<RoomId> mine, CancellationToken cancel)
    {
        var rooms = (await RoomsOfAsync(candidate, cancel)).ToList();
        if (rooms.Any(mine.Contains))
        {
            return true;
        }

        foreach (var room in rooms.Take(MostRoomsLookedAt))
        {
            if (await views.FindAsync(room, cancel) is { } view && IsOpen(view))
            {
                return true;
            }
        }

        return false;
    }

    private async ValueTask<IEnumerable<RoomId>> RoomsOfAsync(UserId user, CancellationToken cancel) =>
        (await memberships.OfAsync(user, cancel)).Where(room => room.Membership == Membership.Join).Select(room => room.Room);

    private static bool IsOpen(RoomView view) =>
        view.Text("m.room.join_rules", "join_rule") == "public"
        || view.Text("m.room.history_visibility", "history_visibility") == "world_readable";
}

/// <param name="People">In no particular order.</param>
/// <param name="IsLimited">There are more.</param>
public sealed record FoundPeople(IReadOnlyList<FoundPerson> People, bool IsLimited);

public sealed record FoundPerson(UserId UserId, string? DisplayName, string? AvatarUrl);
