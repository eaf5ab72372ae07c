using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Homeserver.Rooms.Upgrading;

/// <summary>The power levels of a room's successor: those of the room, in the form that the new version asks for.</summary>
internal sealed class SuccessorPowers
{
    private const long Administrator = 100;
    private const long Moderator = 50;

    private readonly JsonObject everything;
    private readonly SortedDictionary<string, long> holders;
    private readonly RoomVersion version;

    private SuccessorPowers(JsonObject everything, SortedDictionary<string, long> holders, RoomVersion version) =>
        (this.everything, this.holders, this.version) = (everything, holders, version);

    /// <param name="old">The room.</param>
    /// <param name="levels">The room's power level event.</param>
    /// <param name="version">The successor's version.</param>
    /// <param name="creators">Who will have created the successor.</param>
    public static SuccessorPowers Of(RoomView old, Pdu levels, RoomVersion version, IReadOnlyCollection<UserId> creators)
    {
        var said = levels.PowerLevels;
        var content = Read(levels);
        Set(content, "ban", said.Ban);
        Set(content, "events_default", said.EventsDefault);
        Set(content, "invite", said.Invite);
        Set(content, "kick", said.Kick);
        Set(content, "redact", said.Redact);
        Set(content, "state_default", said.StateDefault);
        Set(content, "users_default", said.UsersDefault);
        SetMap(content, "events", said.Events);
        SetMap(content, "notifications", said.Notifications);
        var users = new SortedDictionary<string, long>(said.Users.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        if (version.Authorization.CreatorsOutrankEveryone)
        {
            foreach (var creator in creators)
            {
                users.Remove(creator.ToString());
            }
        }
        else if (old.Version.Authorization.CreatorsOutrankEveryone)
        {
            foreach (var member in old.Joined.Where(old.PowerLevels.IsCreator))
            {
                users[member.ToString()] = Highest(content, users);
            }
        }

        return new SuccessorPowers(content, users, version);
    }

    /// <summary>The levels as they are to stay.</summary>
    public Outcome<ReadOnlyMemory<byte>> Final() => Spell(holders);

    /// <summary>The same, with enough power for the founder to say everything else first.</summary>
    public Outcome<ReadOnlyMemory<byte>> First(UserId founder)
    {
        if (version.Authorization.CreatorsOutrankEveryone)
        {
            return Final();
        }

        var raised = new SortedDictionary<string, long>(holders, StringComparer.Ordinal) { [founder.ToString()] = Highest() };
        return Spell(raised);
    }

    /// <summary>A person's level in the end.</summary>
    public long LevelOf(string user) =>
        holders.TryGetValue(user, out var level) ? level : everything["users_default"]?.GetValue<long>() ?? 0;

    /// <summary>The highest level that anything asks for or anybody has.</summary>
    public long Highest() => Highest(everything, holders);

    /// <summary>The levels of a room that has moved: nobody without power speaks or invites there any longer.</summary>
    public static Outcome<ReadOnlyMemory<byte>> Silenced(RoomView old, Pdu levels)
    {
        var content = Read(levels);
        var needed = Math.Max(Moderator, (levels.PowerLevels.UsersDefault ?? 0) + 1);
        content["events_default"] = needed;
        content["invite"] = needed;
        return Spell(content, old.Version);
    }

    private static JsonObject Read(Pdu levels) => JsonNode.Parse(levels.Content.Span)!.AsObject();

    private static void Set(JsonObject content, string name, long? level)
    {
        content.Remove(name);
        if (level is { } known)
        {
            content[name] = known;
        }
    }

    private static void SetMap(JsonObject content, string name, IReadOnlyDictionary<string, long> levels)
    {
        if (content.ContainsKey(name))
        {
            content[name] = Map(levels);
        }
    }

    private static JsonObject Map(IReadOnlyDictionary<string, long> levels)
    {
        var map = new JsonObject();
        foreach (var (key, level) in levels)
        {
            map[key] = level;
        }

        return map;
    }

    private static long Highest(JsonObject content, SortedDictionary<string, long> users) => content
        .SelectMany(member => member.Value as JsonObject ?? (IEnumerable<KeyValuePair<string, JsonNode?>>)[member])
        .Select(member => member.Value is JsonValue value && value.TryGetValue<long>(out var level) ? level : 0)
        .Concat(users.Values)
        .Append(Administrator)
        .Max();

    private Outcome<ReadOnlyMemory<byte>> Spell(SortedDictionary<string, long> people)
    {
        var whole = everything.DeepClone().AsObject();
        if (people.Count > 0 || whole.ContainsKey("users"))
        {
            whole["users"] = Map(people);
        }

        return Spell(whole, version);
    }

    private static Outcome<ReadOnlyMemory<byte>> Spell(JsonObject content, RoomVersion version)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output))
        {
            content.WriteTo(json);
        }

        return CanonicalJson.Canonicalize(output.WrittenSpan, version.Numbers).Select(bytes => (ReadOnlyMemory<byte>)bytes);
    }
}
