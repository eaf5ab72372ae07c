using System.Text.Json;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Previewing;

/// <summary>Walks the rooms of a space, and of the spaces in it: each room before its children, and none twice.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#spaces</remarks>
public sealed class SpaceTree(Previews previews)
{
    private const string ChildType = "m.space.child";

    // A page of a larger tree ends here; what lies further is found by opening the spaces in it.
    private const int MostRooms = 5_000;

    private const int MostWaiting = 20_000;

    private const int LongestOrder = 50;

    /// <summary>The rooms that the person may know of, in the order of the walk.</summary>
    /// <returns>Null when the person may not know the space itself; otherwise one place more than taken when there are more.</returns>
    public async ValueTask<IReadOnlyList<SpacePlace>?> WalkAsync(RoomId space, UserId asking, SpaceWalk walk, CancellationToken cancel)
    {
        if (await previews.OpenAsync(space, asking, cancel) is not { } root)
        {
            return null;
        }

        var seen = new HashSet<RoomId> { space };
        var found = new List<SpacePlace>();
        var waiting = new Stack<(RoomView View, int Depth)>([(root, 0)]);
        for (var walked = 0; waiting.TryPop(out var next) && found.Count <= walk.Take && walked < MostRooms; walked++)
        {
            var description = RoomDescription.Of(next.View);
            var children = description.IsSpace ? ChildrenOf(next.View, walk.SuggestedOnly) : [];
            if (walked >= walk.Skip)
            {
                found.Add(new SpacePlace(description, children));
            }

            if (next.Depth == walk.MaximumDepth)
            {
                continue;
            }

            foreach (var child in Enumerable.Reverse(children))
            {
                if (waiting.Count < MostWaiting
                    && RoomId.TryParse(child.Event.StateKey, out var room)
                    && !seen.Contains(room)
                    && await previews.OpenAsync(room, asking, cancel) is { } view)
                {
                    waiting.Push((view, next.Depth + 1));
                }
            }

            // A room that stands in two spaces is shown in the one that is walked first.
            Forget(waiting, seen);
        }

        return found;
    }

    private static void Forget(Stack<(RoomView View, int Depth)> waiting, HashSet<RoomId> seen)
    {
        while (waiting.TryPeek(out var next) && !seen.Add(next.View.Id))
        {
            waiting.Pop();
        }
    }

    private static List<TimelineEvent> ChildrenOf(RoomView view, bool suggestedOnly) =>
    [
        .. view.State.OfType(ChildType).Values
            .Select(child => (Event: child, Says: Read(child)))
            .Where(child => child.Says.IsChild && (child.Says.IsSuggested || !suggestedOnly))
            .OrderBy(child => child.Says.Order is null)
            .ThenBy(child => child.Says.Order, StringComparer.Ordinal)
            .ThenBy(child => child.Event.Event.OriginServerTimestamp)
            .ThenBy(child => child.Event.Event.StateKey, StringComparer.Ordinal)
            .Select(child => child.Event),
    ];

    private static (bool IsChild, bool IsSuggested, string? Order) Read(TimelineEvent child)
    {
        using var content = JsonDocument.Parse(child.Event.Content);
        var says = content.RootElement;
        var order = says.TryGetProperty("order", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        return (
            says.TryGetProperty("via", out var via) && via.ValueKind == JsonValueKind.Array,
            says.TryGetProperty("suggested", out var suggested) && suggested.ValueKind == JsonValueKind.True,
            order is { Length: <= LongestOrder } && !order.AsSpan().ContainsAnyExceptInRange('\x20', '\x7E') ? order : null);
    }
}

/// <summary>How far to walk, and which part of the way is wanted.</summary>
public sealed record SpaceWalk
{
    public required int MaximumDepth { get; init; }

    /// <summary>Only children that their space suggests.</summary>
    public required bool SuggestedOnly { get; init; }

    public required int Skip { get; init; }

    public required int Take { get; init; }
}

/// <param name="Description">The room.</param>
/// <param name="Children">For a space, its <c>m.space.child</c> events in their order.</param>
public sealed record SpacePlace(RoomDescription Description, IReadOnlyList<TimelineEvent> Children);
