using System.Text.Json;
using static Vestnik.Server.Tests.People;

namespace Vestnik.Server.Tests.Sync;

public sealed class SlidingWalkOnSqliteTests(Town town) : SlidingWalkTests(town), IClassFixture<Town>;

public sealed class SlidingWalkOnPostgreSqlTests(TownOnPostgreSql town) : SlidingWalkTests(town), IClassFixture<TownOnPostgreSql>;

/// <summary>
/// People walk about at random, one of them with two devices, one on /sync and one on sliding sync whose answers are lost now and then: whenever
/// it is calm, both devices show the same.
/// </summary>
public abstract class SlidingWalkTests(Town town)
{
    private const string Everything = """
        {"lists": {"all": {"ranges": [[0, 19]], "timeline_limit": 5, "required_state": [["m.room.topic", ""]]} }, "extensions": {"receipts": {"enabled": true} } }
        """;

    private static int Steps => Environment.GetEnvironmentVariable("VESTNIK_LONG") is null ? 120 : 500;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Two_devices_of_one_person_show_the_same_whenever_it_is_calm(int seed)
    {
        var random = new Random(seed);
        var anna = await town.PersonAsync("anna");
        var tablet = await anna.OnAnotherDeviceAsync();
        Person[] people = [anna, await town.PersonAsync("boris"), await town.PersonAsync("vera"), await town.PersonAsync("gleb"), await town.PersonAsync("dasha")];
        var rooms = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            rooms.Add(await people[i].CreatesRoomAsync("""{"preset": "public_chat"}"""));
        }

        var (one, other) = (new Screen(), new Screen());
        var last = new Dictionary<string, string>(StringComparer.Ordinal);
        var compared = 0;
        for (var step = 1; step <= Steps; step++)
        {
            await StepAsync(random, people, rooms, last, step);
            if (random.Next(4) == 0)
            {
                one.Take(await anna.SyncsAsync());
            }

            if (random.Next(4) == 0)
            {
                await tablet.TriesToSlideAsync(Everything, tablet.SyncToken);
            }

            if (random.Next(4) == 0)
            {
                other.Slide(await tablet.SlidesAsync(Everything));
            }

            if (step % 10 == 0)
            {
                one.Take(await anna.SyncsAsync());
                other.Slide(await tablet.SlidesAsync(Everything));
                other.ToString().ShouldBe(one.ToString(), $"seed {seed}, step {step}");
                compared += one.Rooms.Count;
            }
        }

        compared.ShouldBeGreaterThan(5);
    }

    private static async Task StepAsync(Random random, Person[] people, List<string> rooms, Dictionary<string, string> last, int step)
    {
        var person = people[random.Next(people.Length)];
        var room = rooms[random.Next(rooms.Count)];
        switch (random.Next(8))
        {
            case 0 or 1:
                await person.PostAsync($"/_matrix/client/v3/rooms/{Escaped(room)}/join");
                break;
            case 2 when random.Next(3) == 0:
                await person.PostAsync($"/_matrix/client/v3/rooms/{Escaped(room)}/leave");
                break;
            case 3:
                await person.PutAsync($"/_matrix/client/v3/rooms/{Escaped(room)}/state/m.room.topic", $$"""{"topic": "topic {{step}}"}""");
                break;
            case 4 when last.TryGetValue(room, out var read):
                await person.ReadsAsync(room, read);
                break;
            default:
                var sent = await person.TriesToSendAsync(room, $"message {step}");
                if (sent.Status == 200)
                {
                    last[room] = sent.Text("event_id");
                }

                break;
        }
    }

    /// <summary>What a device shows.</summary>
    private sealed class Screen
    {
        public SortedDictionary<string, RoomOnScreen> Rooms { get; } = new(StringComparer.Ordinal);

        public void Take(Answer answer)
        {
            foreach (var (room, shown) in Of(answer, "join"))
            {
                var seen = On(room);
                seen.Add(shown.Events("timeline"), shown.GetProperty("timeline").GetProperty("limited").GetBoolean());
                seen.State(shown.Events("state").Concat(shown.Events("timeline")));
                seen.Unread = shown.Unread().Notifying;
                if (shown.TryGetProperty("summary", out var summary))
                {
                    seen.Joined = summary.GetProperty("m.joined_member_count").GetInt64();
                }

                foreach (var receipt in shown.Events("ephemeral").Where(told => told.GetProperty("type").GetString() == "m.receipt"))
                {
                    seen.Read(receipt);
                }
            }

            foreach (var (room, _) in Of(answer, "leave"))
            {
                Rooms.Remove(room);
            }
        }

        public void Slide(Answer answer)
        {
            foreach (var room in answer["rooms"].EnumerateObject())
            {
                var shown = room.Value;
                if (shown.TryGetProperty("membership", out var membership) && membership.GetString() != "join")
                {
                    Rooms.Remove(room.Name);
                    continue;
                }

                if (shown.Says("initial"))
                {
                    Rooms.Remove(room.Name);
                }

                var seen = On(room.Name);
                seen.Add(Listed(shown, "timeline"), shown.Says("initial") || shown.Says("limited"));
                seen.State(Listed(shown, "required_state"));
                seen.Unread = shown.TryGetProperty("notification_count", out var unread) ? unread.GetInt64() : seen.Unread;
                seen.Joined = shown.TryGetProperty("joined_count", out var joined) ? joined.GetInt64() : seen.Joined;
            }

            if (answer.HasExtension("receipts"))
            {
                foreach (var receipt in answer.Extension("receipts").GetProperty("rooms").EnumerateObject())
                {
                    On(receipt.Name).Read(receipt.Value);
                }
            }
        }

        public override string ToString() => string.Join('\n', Rooms.Select(room => $"{room.Key}: {room.Value}"));

        private RoomOnScreen On(string room) => Rooms.TryGetValue(room, out var known) ? known : Rooms[room] = new RoomOnScreen();

        private static IEnumerable<(string Room, JsonElement Shown)> Of(Answer answer, string section) =>
            answer.Has("rooms") && answer["rooms"].TryGetProperty(section, out var rooms)
                ? rooms.EnumerateObject().Select(room => (room.Name, room.Value))
                : [];

        private static JsonElement[] Listed(JsonElement room, string list) => room.TryGetProperty(list, out var events) ? [.. events.EnumerateArray()] : [];
    }

    private sealed class RoomOnScreen
    {
        private const int Shown = 4;

        private readonly SortedDictionary<string, string> read = new(StringComparer.Ordinal);
        private List<string> timeline = [];
        private string? topic;

        public long Unread { get; set; }

        public long Joined { get; set; }

        public void Add(IEnumerable<JsonElement> events, bool anew)
        {
            timeline = anew ? [] : timeline;
            timeline.AddRange(events.Select(shown => shown.GetProperty("event_id").GetString()!));
        }

        public void State(IEnumerable<JsonElement> events)
        {
            foreach (var set in events.Where(shown => shown.GetProperty("type").GetString() == "m.room.topic"))
            {
                topic = set.GetProperty("content").GetProperty("topic").GetString();
            }
        }

        public void Read(JsonElement receipt)
        {
            foreach (var target in receipt.GetProperty("content").EnumerateObject())
            {
                foreach (var reader in target.Value.GetProperty("m.read").EnumerateObject())
                {
                    read[reader.Name] = target.Name;
                }
            }
        }

        public override string ToString()
        {
            var latest = timeline.TakeLast(Shown).ToList();

            // A device that comes later is not told of reading far back in the past.
            var readers = read.Where(receipt => latest.Contains(receipt.Value)).Select(receipt => $"{receipt.Key} {receipt.Value}");
            return $"{topic}, {Joined} people, {Unread} unread, {string.Join(' ', latest)}; {string.Join(' ', readers)}";
        }
    }
}
