using System.Buffers;
using System.Text.Json;
using Vestnik.Homeserver.AccountData;
using Vestnik.Homeserver.Push;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Push;

namespace Vestnik.Homeserver.Rooms.Upgrading;

/// <summary>What people have set for a room they take with them into its successor: tags, the notification rule, that it is a chat of two.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#room-upgrades</remarks>
public sealed class CarriedSettings(IAccountData accountData, PushRules rules)
{
    private const string Direct = "m.direct";
    private const string Tags = "m.tag";

    /// <summary>Copies what is set for one room to another. What cannot be stored any more is left behind.</summary>
    public async Task CarryAsync(UserId user, RoomId from, RoomId to, CancellationToken cancel)
    {
        if (await accountData.FindAsync(user, from, Tags, cancel) is { } tags && await accountData.FindAsync(user, to, Tags, cancel) is null)
        {
            _ = await accountData.PutAsync(user, to, Tags, tags);
        }

        if (await accountData.FindAsync(user, null, Direct, cancel) is { } direct && With(direct, from, to) is not null)
        {
            _ = await accountData.ChangeAsync(user, null, Direct, now => With(now, from, to) ?? Unchanged(now));
        }

        var known = (await rules.OfAsync(user, cancel)).Set;
        if (known.Find(PushRuleKind.Room, from.ToString()) is not null && known.Find(PushRuleKind.Room, to.ToString()) is null)
        {
            _ = await rules.ChangeAsync(user, set => set.Find(PushRuleKind.Room, from.ToString()) is { } rule
                ? set.Put(rule with { Id = to.ToString() }, before: null, after: from.ToString())
                : set);
        }
    }

    private static Outcome<byte[]> Unchanged(byte[]? content) => content ?? "{}"u8.ToArray();

    /// <summary>The list with the second room beside the first wherever that stands alone; null where it stands nowhere so.</summary>
    private static byte[]? With(byte[]? content, RoomId from, RoomId to)
    {
        using var people = JsonDocument.Parse(content ?? "{}"u8.ToArray());
        if (people.RootElement.ValueKind != JsonValueKind.Object || !people.RootElement.EnumerateObject().Any(Misses))
        {
            return null;
        }

        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            foreach (var person in people.RootElement.EnumerateObject())
            {
                if (!Misses(person))
                {
                    person.WriteTo(json);
                    continue;
                }

                json.WriteStartArray(person.Name);
                foreach (var room in person.Value.EnumerateArray())
                {
                    room.WriteTo(json);
                }

                json.WriteStringValue(to.ToString());
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();

        bool Misses(JsonProperty person) => person.Value.ValueKind == JsonValueKind.Array && Names(person.Value, from) && !Names(person.Value, to);
    }

    private static bool Names(JsonElement list, RoomId room) =>
        list.EnumerateArray().Any(named => named.ValueKind == JsonValueKind.String && named.ValueEquals(room.ToString()));
}
