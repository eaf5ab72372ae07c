using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using static Vestnik.Server.Tests.People;

namespace Vestnik.Server.Tests.Sync;

public sealed class UnreadWalkOnSqliteTests(Town town) : UnreadWalkTests(town), IClassFixture<Town>;

public sealed class UnreadWalkOnPostgreSqlTests(TownOnPostgreSql town) : UnreadWalkTests(town), IClassFixture<TownOnPostgreSql>;

/// <summary>
/// One rule for what is unread, whatever two devices do: an event counts until a receipt for the whole room, or for its thread, has
/// passed it, and never again after that. <c>VESTNIK_SEED</c> repeats a walk; <c>VESTNIK_LONG=1</c> walks further.
/// </summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#receiving-notifications</remarks>
public abstract class UnreadWalkTests(Town town)
{
    private const string WithThreads = """{"room": {"timeline": {"limit": 1, "unread_thread_notifications": true}}}""";
    private const string Main = "main";

    private readonly List<Sent> sent = [];
    private readonly Dictionary<string, int> read = new(StringComparer.Ordinal);
    private int readAll = -1;

    [Fact]
    public async Task Both_devices_show_what_the_rule_says_and_all_read_is_zero()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("VESTNIK_SEED") ?? "0", CultureInfo.InvariantCulture) is var set and not 0 ? set : System.Security.Cryptography.RandomNumberGenerator.GetInt32(1, int.MaxValue);
        var chance = new Random(seed);
        var steps = Environment.GetEnvironmentVariable("VESTNIK_LONG") == "1" ? 2000 : 150;
        var (anna, phone) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var tablet = await phone.OnAnotherDeviceAsync();
        var room = await anna.MeetsAsync(phone);
        Person[] devices = [phone, tablet];
        for (var step = 0; step < steps; step++)
        {
            var device = devices[chance.Next(2)];
            switch (chance.Next(10))
            {
                case < 5:
                    await SendAsync(chance, anna, phone, room);
                    break;
                case < 8 when sent.Count > 0:
                    await ReadAsync(chance, device, room);
                    break;
                case 8 when sent.Count > 0:
                    await DeleteAsync(chance.Next(sent.Count), anna, room);
                    break;
                default:
                    // Another rule set, which says the same of these events: everything is counted anew.
                    (await device.PutAsync("/_matrix/client/v3/pushrules/global/override/.m.rule.reaction/enabled", $$"""{"enabled": {{(chance.Next(2) == 0 ? "true" : "false")}} }""")).Accepted();
                    break;
            }

            await ShouldShowAsync(devices[step % 2], room, $"seed {seed}, step {step}");
        }

        (await phone.ReadsAsync(room, await anna.SendsAsync(room, "the end"))).Accepted();
        foreach (var device in devices)
        {
            var shown = (await SyncsAfreshAsync(device)).Joined(room);
            shown.Unread().ShouldBe((0, 0), $"seed {seed}");
            shown.TryGetProperty("unread_thread_notifications", out _).ShouldBeFalse($"seed {seed}");
        }
    }

    private async Task SendAsync(Random chance, Person anna, Person boris, string room)
    {
        var roots = sent.Where(one => one is { Thread: Main, IsDeleted: false, IsEdit: false }).ToList();
        var (kind, content) = (chance.Next(6), new JsonObject { ["msgtype"] = "m.text", ["body"] = "x" });
        var thread = Main;
        if (kind >= 4 && roots.Count > 0)
        {
            thread = roots[chance.Next(roots.Count)].Id;
            content["m.relates_to"] = new JsonObject { ["rel_type"] = "m.thread", ["event_id"] = thread };
        }
        else if (kind == 3 && roots.Count > 0)
        {
            content["m.relates_to"] = new JsonObject { ["rel_type"] = "m.replace", ["event_id"] = roots[chance.Next(roots.Count)].Id };
            content["m.new_content"] = new JsonObject { ["msgtype"] = "m.text", ["body"] = "y" };
        }

        var isEdit = content.ContainsKey("m.new_content");
        var highlights = !isEdit && chance.Next(4) == 0;
        if (highlights)
        {
            content["m.mentions"] = new JsonObject { ["user_ids"] = new JsonArray(boris.UserId) };
        }

        var id = (await anna.PutAsync($"/_matrix/client/v3/rooms/{Escaped(room)}/send/m.room.message/w{sent.Count}", content.ToJsonString())).Accepted().Text("event_id");
        sent.Add(new Sent(id, thread, Notifies: !isEdit, highlights, isEdit));
    }

    /// <summary>A receipt for the room, for the main timeline or for a thread; often for something that was read long ago.</summary>
    private async Task ReadAsync(Random chance, Person device, string room)
    {
        var place = chance.Next(sent.Count);
        var thread = chance.Next(2) == 0 || sent[place].IsEdit ? null : sent[place].Thread;
        var type = chance.Next(2) == 0 ? "m.read" : "m.read.private";
        (await device.ReadsAsync(room, sent[place].Id, type, thread is null ? "{}" : new JsonObject { ["thread_id"] = thread }.ToJsonString())).Accepted();
        if (thread is null)
        {
            readAll = Math.Max(readAll, place);
        }
        else
        {
            read[thread] = Math.Max(read.GetValueOrDefault(thread, -1), place);
        }
    }

    private async Task DeleteAsync(int place, Person anna, string room)
    {
        (await anna.PutAsync($"/_matrix/client/v3/rooms/{Escaped(room)}/redact/{Escaped(sent[place].Id)}/d{Guid.NewGuid():N}", "{}")).Accepted();

        // Without its content an event is in no thread any more: a receipt that names one would be refused.
        sent[place] = sent[place] with { IsDeleted = true, IsEdit = true };
    }

    private async Task ShouldShowAsync(Person device, string room, string where)
    {
        var unread = sent.Where((one, place) => one is { Notifies: true, IsDeleted: false } && place > readAll && place > read.GetValueOrDefault(one.Thread, -1)).ToList();
        var shown = (await SyncsAfreshAsync(device)).Joined(room);
        shown.Unread().ShouldBe((unread.Count(one => one.Thread == Main), unread.Count(one => one is { Thread: Main, Highlights: true })), where);
        var threads = shown.TryGetProperty("unread_thread_notifications", out var apart) ? apart.EnumerateObject().ToDictionary(one => one.Name, one => CountsOf(one.Value), StringComparer.Ordinal) : [];
        var expected = unread.Where(one => one.Thread != Main).GroupBy(one => one.Thread, StringComparer.Ordinal)
            .ToDictionary(thread => thread.Key, thread => (thread.Count(), thread.Count(one => one.Highlights)), StringComparer.Ordinal);
        threads.ShouldBe(expected, ignoreOrder: true, where);
    }

    private static (int Notifying, int Highlighting) CountsOf(JsonElement counts) =>
        (counts.GetProperty("notification_count").GetInt32(), counts.GetProperty("highlight_count").GetInt32());

    private static Task<Answer> SyncsAfreshAsync(Person device)
    {
        device.SyncToken = null;
        return device.SyncsAsync(filter: WithThreads);
    }

    private sealed record Sent(string Id, string Thread, bool Notifies, bool Highlights, bool IsEdit)
    {
        public bool IsDeleted { get; init; }
    }
}
