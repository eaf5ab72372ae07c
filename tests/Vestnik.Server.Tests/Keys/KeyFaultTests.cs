using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Vestnik.Server.Tests.Storage;

namespace Vestnik.Server.Tests.Keys;

/// <summary>What devices rely on holds when the disk fails or does not say what it kept.</summary>
public sealed class KeyFaultTests
{
    private const int Keys = 120;

    public static TheoryData<string, Fault> Faults { get; } = new()
    {
        { Archives.Sqlite, Fault.Fails }, { Archives.Sqlite, Fault.IsSilent }, { Archives.PostgreSql, Fault.Fails }, { Archives.PostgreSql, Fault.IsSilent },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task No_one_time_key_is_given_twice_even_when_nobody_knows_whether_it_was_given(string kind, Fault fault)
    {
        var (town, gate) = await Trouble.OpenAsync(kind);
        await using var closing = town;
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var uploaded = new JsonObject();
        foreach (var i in Enumerable.Range(0, Keys))
        {
            uploaded[$"signed_curve25519:{i}"] = new JsonObject { ["key"] = $"key {i}" };
        }

        var upload = new JsonObject { ["one_time_keys"] = uploaded };
        var (given, refused) = (new ConcurrentQueue<string>(), 0);
        gate.Bring(fault);
        while ((await anna.UploadsKeysAsync((JsonObject)upload.DeepClone())).Status != 200)
        {
            // As a client does: again until the server says yes.
        }

        for (var round = 0; round < 10; round++)
        {
            gate.Bring(fault);
            await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
            {
                var answer = await TryClaimAsync(boris, anna);
                if (answer.Status == 200)
                {
                    given.Enqueue(KeyIn(answer, anna).ShouldNotBeNull());
                }
                else
                {
                    answer.Refused(503, "M_UNKNOWN");
                    Interlocked.Increment(ref refused);
                }
            }));

            // The device repeats its upload too: nothing that was given, or may have been, comes back.
            (await anna.UploadsKeysAsync((JsonObject)upload.DeepClone())).Accepted();
        }

        while (KeyIn((await TryClaimAsync(boris, anna)).Accepted(), anna) is { } rest)
        {
            given.Enqueue(rest);
        }

        refused.ShouldBePositive();
        given.Distinct(StringComparer.Ordinal).Count().ShouldBe(given.Count);
        given.Count.ShouldBe(fault == Fault.Fails ? Keys : Keys - refused);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Messages_between_devices_arrive_once_and_in_order_when_their_sender_repeats_them(string kind, Fault fault)
    {
        var (town, gate) = await Trouble.OpenAsync(kind);
        await using var closing = town;
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var refused = 0;
        for (var number = 0; number < 30; number++)
        {
            if (number % 5 == 0)
            {
                gate.Bring(fault);
            }

            while ((await SendAsync(anna, boris, number)).Status != 200)
            {
                refused++;
            }
        }

        var inbox = (await boris.SyncsAsync())["to_device"].GetProperty("events").EnumerateArray()
            .Select(message => message.GetProperty("content").GetProperty("number").GetInt32());
        refused.ShouldBePositive();
        inbox.ShouldBe(Enumerable.Range(0, 30));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_backup_counts_a_key_once_whose_upload_was_in_doubt(string kind, Fault fault)
    {
        var (town, gate) = await Trouble.OpenAsync(kind);
        await using var closing = town;
        var anna = await town.PersonAsync("anna");
        var version = (await anna.PostAsync("/_matrix/client/v3/room_keys/version", """
            {"algorithm": "m.megolm_backup.v1.curve25519-aes-sha2", "auth_data": {"public_key": "abc"} }
            """)).Accepted().Text("version");
        var refused = 0;
        for (var session = 0; session < 5; session++)
        {
            gate.Bring(fault);
            while ((await anna.PutAsync($"/_matrix/client/v3/room_keys/keys/{People.Escaped("!r:" + Town.ServerName)}/s{session}?version={version}", """
                {"first_message_index": 0, "forwarded_count": 0, "is_verified": true, "session_data": {"ciphertext": "c"} }
                """)).Status != 200)
            {
                refused++;
            }
        }

        refused.ShouldBePositive();
        (await anna.GetAsync("/_matrix/client/v3/room_keys/version")).Accepted()["count"].GetInt64().ShouldBe(5);
        (await anna.GetAsync($"/_matrix/client/v3/room_keys/keys?version={version}")).Accepted()["rooms"]
            .GetProperty("!r:" + Town.ServerName).GetProperty("sessions").EnumerateObject().Count().ShouldBe(5);
    }

    private static Task<Answer> TryClaimAsync(Person person, Person owner) => person.PostAsync(
        "/_matrix/client/v3/keys/claim",
        $$"""{"one_time_keys": {"{{owner.UserId}}": {"{{owner.DeviceId}}": "signed_curve25519"} } }""");

    private static string? KeyIn(Answer claimed, Person owner) => claimed["one_time_keys"].TryGetProperty(owner.UserId, out var keys)
        ? keys.GetProperty(owner.DeviceId).EnumerateObject().Single().Name
        : null;

    private static Task<Answer> SendAsync(Person sender, Person receiver, int number) => sender.PutAsync(
        $"/_matrix/client/v3/sendToDevice/m.test/{number}",
        $$"""{"messages": {"{{receiver.UserId}}": {"*": {"number": {{number}}} } } }""");
}
