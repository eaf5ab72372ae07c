using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.Push;

/// <summary>The server as a push gateway of its own: what it says to push services. That its encryption can be read is judged in tests/judges.</summary>
public sealed class OwnGatewayTests(PushingTown town) : IClassFixture<PushingTown>, IAsyncLifetime
{
    private const string Notify = "/_matrix/push/v1/notify";

    private NeighbourGateway service = null!;

    public async ValueTask InitializeAsync() => service = await NeighbourGateway.OpenAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_message_goes_to_the_push_service_of_the_browser_signed_with_the_servers_key()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var room = await anna.MeetsAsync(boris);
        var offer = (await boris.GetAsync("/_matrix/client/v3/capabilities")).Accepted()["capabilities"].GetProperty("vestnik.web_push");
        using var browser = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        service.Answer = _ => (201, "", null);
        await boris.WantsPushesAsync(offer.GetProperty("gateway").GetString()!, PointOf(browser), "event_id_only", Subscription());

        await anna.SendsAsync(room, "the roses are out");

        var pushed = await service.NextAsync();
        pushed.Path.ShouldBe("/subscription/1");
        pushed.Headers["TTL"].ShouldBe("86400");
        pushed.Headers["Urgency"].ShouldBe("high");
        pushed.Headers["Content-Encoding"].ShouldBe("aes128gcm");
        Encoding.Latin1.GetString(pushed.Body).ShouldNotContain("roses");
        Encoding.Latin1.GetString(pushed.Body).ShouldNotContain(room);
        ShouldBeSigned(pushed.Headers["Authorization"], offer.GetProperty("key").GetString()!);
    }

    [Fact]
    public async Task A_subscription_that_has_ended_takes_its_pusher_with_it()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var room = await anna.MeetsAsync(boris);
        using var browser = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        service.Answer = heard => (heard.Path == Notify ? 200 : 410, "{}", null);
        await boris.WantsPushesAsync("http://town.example/_matrix/push/v1/notify", PointOf(browser), "event_id_only", Subscription());
        await boris.WantsPushesAsync(service.NotifyAddress, "phone");
        await anna.SendsAsync(room, "one");
        string[] told = [(await service.NextAsync()).Path, (await service.NextAsync()).Path];
        told.ShouldBe(["/subscription/1", Notify], ignoreOrder: true);

        await anna.SendsAsync(room, "two");

        (await service.NextAsync()).Path.ShouldBe(Notify);
        (await boris.PushKeysAsync()).ShouldBe(["phone"]);
    }

    [Theory]
    [InlineData(201, "taken")]
    [InlineData(410, "rejected")]
    [InlineData(429, "refused")]
    [InlineData(500, "refused")]
    public async Task The_owner_of_a_pusher_tests_it_and_is_told_what_became_of_it(int status, string outcome)
    {
        var boris = await town.PersonAsync("boris");
        using var browser = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        service.Answer = _ => (status, "", null);
        await boris.WantsPushesAsync("http://town.example/_matrix/push/v1/notify", PointOf(browser), "event_id_only", Subscription());

        var said = (await boris.PostAsync("/_matrix/client/unstable/vestnik.push/test", Named(PointOf(browser)))).Accepted();

        said.Text("outcome").ShouldBe(outcome);
        (await service.NextAsync()).Path.ShouldBe("/subscription/1");
        var other = await town.PersonAsync("other");
        (await other.PostAsync("/_matrix/client/unstable/vestnik.push/test", Named(PointOf(browser)))).Refused(404, "M_NOT_FOUND");
    }

    [Fact]
    public async Task An_app_with_unified_push_gets_the_notification_as_it_is()
    {
        (await town.SendAsync(HttpMethod.Get, Notify)).Accepted().Body.GetRawText().ShouldBe("""{"unifiedpush":{"gateway":"matrix"}}""");
        var endpoint = $"{service.Origin}/up?token=1";

        var answer = await town.SendAsync(HttpMethod.Post, Notify, new JsonObject
        {
            ["notification"] = new JsonObject
            {
                ["event_id"] = "$event",
                ["room_id"] = "!room:town.example",
                ["counts"] = new JsonObject { ["unread"] = 3 },
                ["devices"] = new JsonArray(new JsonObject { ["app_id"] = "app", ["pushkey"] = endpoint }),
            },
        }.ToJsonString());

        answer.Accepted()["rejected"].GetArrayLength().ShouldBe(0);
        Encoding.UTF8.GetString((await service.NextAsync()).Body).ShouldBe(
            """{"notification":{"event_id":"$event","room_id":"!room:town.example","counts":{"unread":3}}}""");
    }

    [Theory]
    [InlineData("http://127.0.0.1/up")]
    [InlineData("http://other.example/up")]
    [InlineData("no address")]
    public async Task Where_nothing_may_be_sent_the_key_is_rejected(string pushKey)
    {
        var body = new JsonObject { ["notification"] = new JsonObject { ["devices"] = new JsonArray(new JsonObject { ["app_id"] = "app", ["pushkey"] = pushKey }) } };

        (await town.SendAsync(HttpMethod.Post, Notify, body.ToJsonString())).Accepted()["rejected"].EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe(pushKey);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"notification": 7}""")]
    [InlineData("""{"notification": {"devices": {} } }""")]
    public async Task What_is_no_notification_is_refused(string json) =>
        (await town.SendAsync(HttpMethod.Post, Notify, json)).Refused(400, "M_BAD_JSON");

    [Fact]
    public async Task A_private_address_behind_a_public_scheme_is_not_asked()
    {
        var body = new JsonObject { ["notification"] = new JsonObject { ["devices"] = new JsonArray(new JsonObject { ["app_id"] = "app", ["pushkey"] = "https://127.0.0.1:1/up" }) } };

        (await town.SendAsync(HttpMethod.Post, Notify, body.ToJsonString())).Refused(502, "M_UNKNOWN");
    }

    private JsonObject Subscription() => new()
    {
        ["endpoint"] = $"{service.Origin}/subscription/1",
        ["auth"] = "BTBZMqHH6r4Tts7J_aSIgg",
        ["events_only"] = true,
    };

    private static string Named(string pushKey) => new JsonObject { ["app_id"] = "town.app", ["pushkey"] = pushKey }.ToJsonString();

    private static string PointOf(ECDiffieHellman browser)
    {
        var point = browser.ExportParameters(includePrivateParameters: false).Q;
        return Base64Url.EncodeToString([4, .. point.X!, .. point.Y!]);
    }

    private void ShouldBeSigned(string authorization, string publicKey)
    {
        var parts = authorization.Split(["vapid t=", ", k="], StringSplitOptions.RemoveEmptyEntries);
        parts[1].ShouldBe(publicKey);
        var token = parts[0].Split('.');
        var point = Base64Url.DecodeFromChars(publicKey);
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        key.VerifyData(Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), Base64Url.DecodeFromChars(token[2]), HashAlgorithmName.SHA256).ShouldBeTrue();
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token[1])).RootElement;
        claims.GetProperty("aud").GetString().ShouldBe(service.Origin);
        claims.GetProperty("sub").GetString().ShouldBe("mailto:postmaster@town.example");
        DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64()).ShouldBeLessThan(TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(24));
    }
}
