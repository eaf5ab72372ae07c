using System.Text.Json;

namespace Vestnik.Bench;

/// <summary>A person of the bench with a connection of their own.</summary>
internal sealed record Person(string UserId, string Token, Wire Wire)
{
    public async Task<JsonElement> AskAsync(string method, string path, object? body = null)
    {
        var json = body is null ? null : JsonSerializer.Serialize(body);
        var (status, answer) = await Wire.AskAsync(Wire.Request(method, path, Token, json));
        return status == 200
            ? JsonDocument.Parse(answer).RootElement
            : throw new InvalidOperationException($"{method} {path.Split('?')[0]} answered {status}: {System.Text.Encoding.UTF8.GetString(answer.Span)}");
    }
}

/// <summary>Makes people and rooms through the public API.</summary>
internal static class Town
{
    public static async Task<Person> RegisterAsync(ServerProcess server, string name)
    {
        var wire = new Wire(server.Port);
        var body = JsonSerializer.Serialize(new
        {
            username = name,
            password = "a long password for the bench",
            auth = new { type = "m.login.dummy" },
        });
        var (status, answer) = await wire.AskAsync(Wire.Request("POST", "/_matrix/client/v3/register", null, body));
        if (status != 200)
        {
            throw new InvalidOperationException($"register answered {status}");
        }

        var json = JsonDocument.Parse(answer).RootElement;
        return new Person(json.GetProperty("user_id").GetString()!, json.GetProperty("access_token").GetString()!, wire);
    }

    public static async Task<List<Person>> RegisterManyAsync(ServerProcess server, string prefix, int count)
    {
        var people = new List<Person>(count);
        for (var i = 0; i < count; i++)
        {
            people.Add(await RegisterAsync(server, $"{prefix}{i}"));
        }

        return people;
    }

    /// <summary>A public room of the given people, whose first makes it; encrypted, as rooms of people are.</summary>
    public static async Task<string> MakeRoomAsync(IReadOnlyList<Person> members)
    {
        var made = await members[0].AskAsync("POST", "/_matrix/client/v3/createRoom", new
        {
            preset = "public_chat",
            initial_state = new[]
            {
                new { type = "m.room.encryption", state_key = "", content = new { algorithm = "m.megolm.v1.aes-sha2" } },
            },
        });
        var room = made.GetProperty("room_id").GetString()!;
        foreach (var member in members.Skip(1))
        {
            await member.AskAsync("POST", $"/_matrix/client/v3/join/{Uri.EscapeDataString(room)}", new { });
        }

        return room;
    }
}
