using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Vestnik.Server.Tests.Accounts;

/// <summary>What follows from a change in many rooms is finished after kill -9 in its middle.</summary>
public sealed class UnfinishedErrandTests : IAsyncLifetime
{
    private const int Rooms = 200;
    private const int Attempts = 6;

    private readonly string folder = Directory.CreateTempSubdirectory("vestnik-errands-").FullName;
    private ServerProcess? server;
    private SqliteConnection? archive;
    private int people;

    private ServerProcess Server => server ?? throw new InvalidOperationException("The server has not been started.");

    public async ValueTask InitializeAsync() => server = await ServerProcess.StartAsync(folder, new JsonObject
    {
        ["ServerName"] = Town.ServerName,
        ["DataDirectory"] = folder,
        ["Registration"] = new JsonObject { ["Enabled"] = true, ["AllowGuests"] = true },
        ["Passwords"] = new JsonObject { ["HashCost"] = 1 },
        ["RateLimits"] = new JsonObject { ["Enabled"] = false },
    });

    public async ValueTask DisposeAsync()
    {
        await (server?.DisposeAsync() ?? default);
        await (archive?.DisposeAsync() ?? default);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_new_name_reaches_every_room()
    {
        var anna = await RegisterAsync();
        await CreateRoomsAsync(anna, Rooms);

        var name = await InterruptedAsync(
            attempt => AskAsync(anna, HttpMethod.Put, $"profile/{Escaped(anna.UserId)}/displayname", $$"""{"displayname": "Anna {{attempt}}"}"""),
            attempt => MembersSayingAsync(anna.UserId, $"\"displayname\":\"Anna {attempt}\""));

        await ReachesAsync(Rooms, () => MembersSayingAsync(anna.UserId, $"\"displayname\":\"Anna {name}\""));
    }

    [Fact]
    public async Task Who_deactivates_their_account_leaves_every_room()
    {
        Session? anna = null;
        await InterruptedAsync(
            async _ =>
            {
                anna = await RegisterAsync();
                await CreateRoomsAsync(anna, Rooms);
                return await AskAsync(anna, HttpMethod.Post, "account/deactivate", $$"""
                    {"auth": {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": "{{anna.UserId}}"}, "password": "{{Person.Password}}"} }
                    """);
            },
            _ => anna is null ? Task.FromResult(0) : MembersSayingAsync(anna.UserId, "\"membership\":\"leave\""));

        await ReachesAsync(Rooms, () => MembersSayingAsync(anna!.UserId, "\"membership\":\"leave\""));
    }

    [Fact]
    public async Task Guests_leave_a_room_that_wants_none_any_more()
    {
        const int Guests = 80;
        var anna = await RegisterAsync();
        var room = "";
        await InterruptedAsync(
            async _ =>
            {
                room = await CreateRoomAsync(anna);
                await AskAsync(anna, HttpMethod.Put, $"rooms/{Escaped(room)}/state/m.room.guest_access/", """{"guest_access": "can_join"}""");
                foreach (var guest in await Task.WhenAll(Enumerable.Range(0, Guests).Select(_ => BeGuestAsync())))
                {
                    (await AskAsync(guest, HttpMethod.Post, $"rooms/{Escaped(room)}/join", "{}")).Accepted();
                }

                return await AskAsync(anna, HttpMethod.Put, $"rooms/{Escaped(room)}/state/m.room.guest_access/", """{"guest_access": "forbidden"}""");
            },
            _ => LeaversAsync(room),
            Guests);

        await ReachesAsync(Guests, () => LeaversAsync(room));
    }

    /// <summary>Makes a change and kills the server when it has reached some and not all; the attempt that was interrupted so.</summary>
    private async Task<int> InterruptedAsync(Func<int, Task<Answer>> change, Func<int, Task<int>> reached, int all = Rooms)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // The answer may come before the first of what follows from the change.
            var changing = change(attempt);
            while (await reached(attempt) == 0 && !changing.IsFaulted)
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
            }

            await Server.KillAsync();
            await Record.ExceptionAsync(() => changing);
            var before = await reached(attempt);
            await Server.StartAgainAsync();
            if (before > 0 && before < all)
            {
                return attempt;
            }
        }

        throw new ShouldAssertException("The server was never killed in the middle.");
    }

    // Nobody is told when background work ends, so the archive is asked until it shows the end.
    private static async Task ReachesAsync(int all, Func<Task<int>> reached)
    {
        var started = TimeProvider.System.GetTimestamp();
        var now = 0;
        while (TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(30) && (now = await reached()) != all)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        now.ShouldBe(all);
    }

    private Task<int> MembersSayingAsync(string user, string words) => CountAsync(
        """
        SELECT COUNT(*) FROM memberships m JOIN users u ON u.nid = m.person JOIN events e ON e.room = m.room AND e.seq = m.seq
        WHERE u.user_id = $who AND CAST(e.body AS TEXT) LIKE '%' || $words || '%'
        """,
        user,
        words);

    private Task<int> LeaversAsync(string room) => CountAsync(
        "SELECT COUNT(*) FROM memberships m JOIN rooms r ON r.nid = m.room WHERE r.room_id = $who AND m.membership = $words", room, 1L);

    private async Task<int> CountAsync(string sql, string who, object words)
    {
        if (archive is null)
        {
            archive = new SqliteConnection($"Data Source={Path.Combine(folder, "vestnik.db")};Pooling=False");
            await archive.OpenAsync();
        }

        await using var command = archive.CreateCommand();
#pragma warning disable CA2100 // The two statements above.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$who", who);
        command.Parameters.AddWithValue("$words", words);
        return Convert.ToInt32(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task CreateRoomsAsync(Session person, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => CreateRoomAsync(person)));

    private async Task<string> CreateRoomAsync(Session person) =>
        (await AskAsync(person, HttpMethod.Post, "createRoom", """{"preset": "public_chat"}""")).Accepted().Text("room_id");

    private async Task<Session> RegisterAsync() => Session.Of(await Server.Http.AskAsync(
        HttpMethod.Post,
        "/_matrix/client/v3/register",
        $$"""{"username": "person-{{++people}}", "password": "{{Person.Password}}", "auth": {"type": "m.login.dummy"} }""",
        accessToken: null));

    private async Task<Session> BeGuestAsync() =>
        Session.Of(await Server.Http.AskAsync(HttpMethod.Post, "/_matrix/client/v3/register?kind=guest", "{}", accessToken: null));

    private Task<Answer> AskAsync(Session person, HttpMethod method, string path, string json) =>
        Server.Http.AskAsync(method, $"/_matrix/client/v3/{path}", json, person.Token);

    private static string Escaped(string part) => People.Escaped(part);

    private sealed record Session(string UserId, string Token)
    {
        public static Session Of(Answer answer) => new(answer.Accepted().Text("user_id"), answer.Text("access_token"));
    }
}
