using System.Text;
using System.Text.Json.Nodes;
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
        if (content is null || JsonNode.Parse(content) is not JsonObject people)
        {
            return null;
        }

        var changed = false;
        foreach (var (_, rooms) in people)
        {
            if (rooms is JsonArray list && Names(list, from) && !Names(list, to))
            {
                list.Add((JsonNode)to.ToString());
                changed = true;
            }
        }

        return changed ? Encoding.UTF8.GetBytes(people.ToJsonString()) : null;
    }

    private static bool Names(JsonArray list, RoomId room) =>
        list.Any(named => named is JsonValue value && value.TryGetValue<string>(out var id) && id == room.ToString());
}
