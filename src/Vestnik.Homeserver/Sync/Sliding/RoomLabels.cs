using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Vestnik.Homeserver.AccountData;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>What people have made of their rooms: which are direct chats, and with what tags. Read anew when their account data has changed.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#direct-messaging and https://spec.matrix.org/v1.19/client-server-api/#room-tagging</remarks>
internal sealed class RoomLabels(IAccountData store)
{
    private readonly ConditionalWeakTable<UserFeed, Read<FrozenSet<RoomId>>> direct = [];
    private readonly ConditionalWeakTable<UserFeed, Read<FrozenDictionary<RoomId, ImmutableHashSet<string>>>> tags = [];

    public ValueTask<FrozenSet<RoomId>> DirectAsync(UserFeed feed, CancellationToken cancel) => ReadAsync(direct, feed, async () =>
        await store.FindAsync(feed.User, null, "m.direct", cancel) is { } content ? RoomsIn(content) : FrozenSet<RoomId>.Empty);

    public ValueTask<FrozenDictionary<RoomId, ImmutableHashSet<string>>> TagsAsync(UserFeed feed, CancellationToken cancel) => ReadAsync(tags, feed, async () =>
        (await store.ChangedAsync(feed.User, 0, cancel))
            .Where(datum => datum.Room is not null && datum.Type == "m.tag")
            .ToFrozenDictionary(datum => datum.Room!.Value, datum => TagsIn(datum.Content)));

    // What changes while it is read is read again by the next answer, because the position was taken before.
    private static async ValueTask<T> ReadAsync<T>(ConditionalWeakTable<UserFeed, Read<T>> known, UserFeed feed, Func<Task<T>> read)
    {
        var position = feed.AccountPosition;
        if (known.TryGetValue(feed, out var earlier) && earlier.Position == position)
        {
            return earlier.Value;
        }

        var value = await read();
        known.AddOrUpdate(feed, new Read<T>(position, value));
        return value;
    }

    private static FrozenSet<RoomId> RoomsIn(byte[] content)
    {
        using var parsed = JsonDocument.Parse(content);
        return parsed.RootElement.EnumerateObject()
            .Where(person => person.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(person => person.Value.EnumerateArray())
            .Select(room => room.ValueKind == JsonValueKind.String && RoomId.TryParse(room.GetString(), out var id) ? id : (RoomId?)null)
            .OfType<RoomId>()
            .ToFrozenSet();
    }

    private static ImmutableHashSet<string> TagsIn(byte[] content)
    {
        using var parsed = JsonDocument.Parse(content);
        return parsed.RootElement.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Object
            ? tags.EnumerateObject().Select(tag => tag.Name).ToImmutableHashSet(StringComparer.Ordinal)
            : [];
    }

    private sealed record Read<T>(long Position, T Value);
}
