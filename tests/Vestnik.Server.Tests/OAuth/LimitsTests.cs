using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.OAuth;

public sealed class CarefulTown : Town
{
    public StandingClock Time { get; } = new();

    public override TimeProvider Clock => Time;

    protected override void Configure(JsonObject vestnik)
    {
        ArgumentNullException.ThrowIfNull(vestnik);
        vestnik["RateLimits"] = new JsonObject { ["Enabled"] = true };
    }
}

/// <summary>Who tries too often.</summary>
public sealed class LimitsTests(CarefulTown town) : IClassFixture<CarefulTown>
{
    [Fact]
    public async Task Wrong_codes_of_a_second_factor_are_counted_by_account()
    {
        var (anna, owner, thief) = (await town.PersonAsync("anna"), new Browser(town), new Browser(town));
        await owner.SignInAsync(anna);
        var setUp = await owner.GetAsync("/account/codes");
        var secret = CodeGenerator.FromBase32(setUp.Form("turn-on").Fields["secret"]);
        (await owner.SubmitAsync(setUp, "turn-on", ("code", CodeGenerator.At(town.Time, secret)))).Status.ShouldBe(200);

        var page = await thief.SignInAsync(anna);
        for (var i = 0; i < 5; i++)
        {
            (await thief.SubmitAsync(page, "second-factor", ("code", "000000"))).Status.ShouldBe(403);
        }

        (await thief.SubmitAsync(page, "second-factor", ("code", CodeGenerator.At(town.Time, secret, 1)))).Status.ShouldBe(429);
        town.Time.Pass(TimeSpan.FromSeconds(61));
        (await thief.SubmitAsync(page, "second-factor", ("code", CodeGenerator.At(town.Time, secret)))).Status.ShouldBe(303);
    }

    [Fact]
    public async Task A_program_that_renews_its_tokens_too_often_is_not_signed_out_for_it()
    {
        town.Time.Pass(TimeSpan.FromHours(1));
        var client = await Client.OfAsync(town);
        var last = await client.RefreshAsync("vsr_made-up");
        last.RefusedByOAuth("invalid_grant");
        for (var i = 0; i < 700 && last.Status == 400; i++)
        {
            last = await client.RefreshAsync("vsr_made-up");
        }

        // A 4xx would end the session on the client's side.
        last.Refused(503, "M_LIMIT_EXCEEDED");
        town.Time.Pass(TimeSpan.FromMinutes(1));
        (await client.RefreshAsync("vsr_made-up")).RefusedByOAuth("invalid_grant");
    }
}
