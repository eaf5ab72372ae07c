using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.Accounts;

public sealed class TownWithTurn : Town
{
    public const string Secret = "shared with the TURN server";

    protected override void Configure(JsonObject vestnik) => vestnik["Calls"] = new JsonObject
    {
        ["TurnUris"] = new JsonArray("turn:turn.town.example:3478?transport=udp"),
        ["TurnSecret"] = Secret,
        ["TurnMinutes"] = 60,
    };
}

public sealed class TurnTests(TownWithTurn town) : IClassFixture<TownWithTurn>
{
    [Fact]
    public async Task Callers_get_a_name_and_a_password_that_the_turn_server_can_check()
    {
        var anna = await town.PersonAsync("anna");

        var access = (await anna.GetAsync("/_matrix/client/v3/voip/turnServer")).Accepted();

        access["uris"].EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe("turn:turn.town.example:3478?transport=udp");
        access["ttl"].GetInt64().ShouldBe(3600);
        var name = access.Text("username");
        long.Parse(name[..name.IndexOf(':', StringComparison.Ordinal)], CultureInfo.InvariantCulture)
            .ShouldBeInRange(DateTimeOffset.UnixEpoch.ToUnixTimeSeconds(), TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 3600);
        name.ShouldEndWith(anna.UserId);
#pragma warning disable CA5350 // What TURN servers check.
        access.Text("password").ShouldBe(Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(TownWithTurn.Secret), Encoding.UTF8.GetBytes(name))));
#pragma warning restore CA5350
        (await town.SendAsync(HttpMethod.Get, "/_matrix/client/v3/voip/turnServer")).Refused(401, "M_MISSING_TOKEN");
    }
}

public sealed class NoTurnTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Without_a_turn_server_callers_get_no_address()
    {
        var anna = await town.PersonAsync("anna");

        (await anna.GetAsync("/_matrix/client/v3/voip/turnServer")).Accepted()["uris"].GetArrayLength().ShouldBe(0);
    }
}
