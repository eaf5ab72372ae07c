using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;
using Vestnik.Protocol.StateResolution;

namespace Vestnik.Protocol.Tests.StateResolution;

/// <summary>People who join, leave, kick, ban, promote and demote each other on several branches at once.</summary>
internal sealed class Quarrel
{
    private readonly Random random;
    private readonly UserId[] people;
    private int nonce;

    private Quarrel(RoomVersion version, int seed, int people)
    {
        random = new Random(seed);
        Room = new ForkedRoom(version, random);
        this.people = [.. Enumerable.Range(0, people).Select(n => UserId.Parse($"@p{n}:s{n % 4}.test"))];
    }

    public ForkedRoom Room { get; }

    public List<ForkedRoom.Branch> Branches { get; } = [];

    /// <summary>The states that meet, some with an older event in place of a newer one, as a faulty server would report them.</summary>
    public IReadOnlyList<IReadOnlyDictionary<(string Type, string StateKey), EventId>> States { get; private set; } = [];

    /// <param name="version">The version of the room.</param>
    /// <param name="seed">The same seed gives the same quarrel.</param>
    /// <param name="size">About how many events.</param>
    public static Quarrel Make(RoomVersion version, int seed, int size)
    {
        var quarrel = new Quarrel(version, seed, Math.Clamp(size / 4, 4, 400));
        var trunk = quarrel.Found();
        quarrel.Go(trunk, size / 4);
        var branches = 2 + quarrel.random.Next(3);
        for (var i = 0; i < branches; i++)
        {
            var branch = trunk.Fork();
            quarrel.Go(branch, size * 3 / 4 / branches);
            quarrel.Branches.Add(branch);
            if (quarrel.random.Next(4) == 0)
            {
                trunk = quarrel.Merge(trunk, branch);
            }
        }

        quarrel.States = [.. quarrel.Branches.Select(quarrel.PerhapsStale)];
        return quarrel;
    }

    private ForkedRoom.Branch Found()
    {
        var branch = new ForkedRoom.Branch();
        var founder = people[0];
        var creator = Room.Version.Authorization.CreateNamesCreator ? $$""","creator":"{{founder}}" """ : "";
        Room.TryAdd(branch, founder, EventType.Create, "", $$"""{"room_version":"{{Room.Version.Id}}"{{creator}}}""", 1_000);
        Room.TryAdd(branch, founder, EventType.Member, founder.ToString(), """{"membership":"join"}""", 1_000);
        SetLevels(branch, founder);
        Room.TryAdd(branch, founder, EventType.JoinRules, "", """{"join_rule":"public"}""", 1_000);
        return branch;
    }

    private void Go(ForkedRoom.Branch branch, int events)
    {
        var until = Room.Count + events;
        for (var tries = 0; Room.Count < until && tries < events * 20; tries++)
        {
            Act(branch, people[random.Next(people.Length)], people[random.Next(people.Length)]);
        }
    }

    private void Act(ForkedRoom.Branch branch, UserId actor, UserId target)
    {
        switch (random.Next(12))
        {
            case 0 or 1 or 2: Member(branch, actor, actor, "join"); break;
            case 3: Member(branch, actor, actor, "leave"); break;
            case 4: Member(branch, actor, target, "leave"); break;
            case 5: Member(branch, actor, target, "ban"); break;
            case 6: Member(branch, actor, target, "invite"); break;
            case 7 or 8: SetLevels(branch, actor); break;
            case 9:
                string[] rules = ["public", "invite", "knock"];
                Room.TryAdd(branch, actor, EventType.JoinRules, "", $$"""{"join_rule":"{{rules[random.Next(rules.Length)]}}","n":{{nonce++}}}""");
                break;
            case 10: Room.TryAdd(branch, actor, EventType.Topic, "", $$"""{"topic":"{{nonce++}}"}"""); break;
            default: Room.TryAdd(branch, actor, "test.note", actor.ToString(), $$"""{"note":{{nonce++}}}"""); break;
        }
    }

    private void Member(ForkedRoom.Branch branch, UserId actor, UserId target, string membership) =>
        Room.TryAdd(branch, actor, EventType.Member, target.ToString(), $$"""{"membership":"{{membership}}","n":{{nonce++}}}""");

    /// <summary>The actor changes one level, or appoints or dismisses somebody.</summary>
    private void SetLevels(ForkedRoom.Branch branch, UserId actor)
    {
        var current = branch.State.TryGetValue((EventType.PowerLevels, ""), out var id) ? Room.Find(id)!.PowerLevels : null;
        var users = current?.Users.ToDictionary() ?? [];
        if (current is null && !Room.Version.Authorization.CreatorsOutrankEveryone)
        {
            users[people[0].ToString()] = 100;
        }

        var someone = people[random.Next(people.Length)].ToString();
        if (current is not null && (someone != people[0].ToString() || !Room.Version.Authorization.CreatorsOutrankEveryone))
        {
            users[someone] = random.Next(5) * 25;
        }

        var entries = string.Join(',', users.Select(entry => $"\"{entry.Key}\":{entry.Value}"));
        var kick = random.Next(3) * 25;
        Room.TryAdd(branch, actor, EventType.PowerLevels, "", $$"""{"users":{{{entries}}},"ban":{{random.Next(3) * 25}},"kick":{{kick}},"events":{"test.note":0},"n":{{nonce++}}}""");
    }

    private ForkedRoom.Branch Merge(ForkedRoom.Branch left, ForkedRoom.Branch right) => new()
    {
        State = StateResolver.Resolve(Room.Version, [left.State, right.State], Room),
        Heads = [.. left.Heads, .. right.Heads],
        Depth = Math.Max(left.Depth, right.Depth),
    };

    private Dictionary<(string Type, string StateKey), EventId> PerhapsStale(ForkedRoom.Branch branch)
    {
        var state = branch.State.ToDictionary();
        if (random.Next(3) == 0)
        {
            foreach (var key in state.Keys.Where(key => key.Type != EventType.Create && random.Next(10) == 0).ToArray())
            {
                var older = Room.Events.Where(e => e.Is(key.Type, key.StateKey)).ToArray();
                state[key] = older[random.Next(older.Length)].Id;
            }
        }

        return state;
    }
}
