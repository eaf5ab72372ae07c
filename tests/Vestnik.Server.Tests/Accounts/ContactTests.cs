using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Vestnik.Server.Tests.Accounts;

/// <summary>A town that sends letters to a real mail server and short messages to a real HTTP service.</summary>
public sealed class TownWithPost : Town
{
    private readonly ConcurrentQueue<(string To, string Text, string Token)> messages = new();
    private readonly StandingClock clock = new();
    private WebApplication? service;

    public override TimeProvider Clock => clock;

    public LetterBox Letters { get; } = new();

    public bool ServiceRefuses { get; set; }

    public IReadOnlyList<(string To, string Text, string Token)> MessagesTo(string number) => [.. messages.Where(message => message.To == number)];

    protected override async Task PrepareAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        service = builder.Build();
        service.MapPost("/send", async (HttpContext context) =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            messages.Enqueue((
                body.RootElement.GetProperty("to").GetString()!, body.RootElement.GetProperty("text").GetString()!, context.Request.Headers.Authorization.ToString()));
            context.Response.StatusCode = ServiceRefuses ? 500 : 202;
        });
        await service.StartAsync();
    }

    protected override async Task ClearAsync()
    {
        await service!.DisposeAsync();
        Letters.Dispose();
    }

    protected override void Configure(JsonObject vestnik)
    {
        var address = service!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        vestnik["Email"] = new JsonObject { ["SmtpHost"] = "127.0.0.1", ["SmtpPort"] = Letters.Port, ["UseTls"] = false, ["From"] = "Town <noreply@town.example>" };
        vestnik["ShortMessages"] = new JsonObject { ["Url"] = $"{address}/send", ["Token"] = "between us" };
    }
}

/// <summary>People prove that an address or a number is theirs, and are known by it.</summary>
public sealed partial class ContactTests(TownWithPost town) : IClassFixture<TownWithPost>
{
    private const string Base = "/_matrix/client/v3";

    private static int numbers;

    [Fact]
    public async Task Somebody_adds_an_address_by_the_link_of_a_letter_and_signs_in_by_it()
    {
        var anna = await town.PersonAsync("anna");
        var address = Address();
        var sid = await AskAsync("account/3pid", address, "secret1");
        (await AddAsync(anna, sid, "secret1")).Refused(400, "M_THREEPID_AUTH_FAILED");
        (await ListAsync(anna)).ShouldBeEmpty();

        var page = await OpenAsync(LinkTo(address), "ru");
        page.ShouldContain("Адрес подтверждён");
        (await AddAsync(anna, sid, "another")).Refused(400, "M_THREEPID_AUTH_FAILED");
        (await AddAsync(anna, sid, "secret1")).Accepted();

        (await ListAsync(anna)).ShouldBe([$"email {address}"]);
        (await LogInAsync($$"""{"type": "m.id.thirdparty", "medium": "email", "address": "{{address.ToUpperInvariant()}}"}""", Person.Password)).Accepted().Text("user_id").ShouldBe(anna.UserId);
        var wrong = await LogInAsync($$"""{"type": "m.id.thirdparty", "medium": "email", "address": "{{address}}"}""", "not this");
        var unknown = await LogInAsync($$"""{"type": "m.id.thirdparty", "medium": "email", "address": "{{Address()}}"}""", "not this");
        unknown.Refused(403, "M_FORBIDDEN").Text("error").ShouldBe(wrong.Refused(403, "M_FORBIDDEN").Text("error"));

        (await anna.PostAsync($"{Base}/account/3pid/delete", $$"""{"medium": "email", "address": "{{address}}"}""")).Accepted();
        (await ListAsync(anna)).ShouldBeEmpty();
        (await LogInAsync($$"""{"type": "m.id.thirdparty", "medium": "email", "address": "{{address}}"}""", Person.Password)).Refused(403, "M_FORBIDDEN");
    }

    [Fact]
    public async Task Somebody_adds_a_number_by_the_code_of_a_short_message()
    {
        var anna = await town.PersonAsync("anna");
        var digits = $"4477009{Interlocked.Increment(ref numbers):00000}";
        var asked = (await town.SendAsync(HttpMethod.Post, $"{Base}/account/3pid/msisdn/requestToken", $$"""
            {"client_secret": "s", "country": "GB", "phone_number": "0{{digits[2..]}}", "send_attempt": 1}
            """)).Accepted();
        var message = town.MessagesTo(digits).ShouldHaveSingleItem();
        message.Token.ShouldBe("Bearer between us");
        var code = Code().Match(message.Text).Value;
        var submit = new Uri(asked.Text("submit_url")).PathAndQuery;

        (await town.SendAsync(HttpMethod.Post, submit, $$"""{"sid": "{{asked.Text("sid")}}", "client_secret": "s", "token": "{{(code == "000000" ? "1" : "0")}}00000"}""")).Refused(400, "M_TOKEN_INCORRECT");
        (await AddAsync(anna, asked.Text("sid"), "s")).Refused(400, "M_THREEPID_AUTH_FAILED");
        (await town.SendAsync(HttpMethod.Post, submit, $$"""{"sid": "{{asked.Text("sid")}}", "client_secret": "s", "token": "{{code}}"}""")).Accepted()["success"].GetBoolean().ShouldBeTrue();
        (await AddAsync(anna, asked.Text("sid"), "s")).Accepted();
        (await ListAsync(anna)).ShouldBe([$"msisdn {digits}"]);
        (await LogInAsync($$"""{"type": "m.id.phone", "country": "GB", "phone": "0{{digits[2..]}}"}""", Person.Password)).Accepted().Text("user_id").ShouldBe(anna.UserId);
    }

    [Fact]
    public async Task Five_wrong_codes_end_the_session()
    {
        var digits = $"4477009{Interlocked.Increment(ref numbers):00000}";
        var asked = (await town.SendAsync(HttpMethod.Post, $"{Base}/register/msisdn/requestToken", $$"""
            {"client_secret": "s", "country": "GB", "phone_number": "+{{digits}}", "send_attempt": 1}
            """)).Accepted();
        var code = Code().Match(town.MessagesTo(digits)[0].Text).Value;
        var submit = new Uri(asked.Text("submit_url")).PathAndQuery;
        for (var i = 0; i < 5; i++)
        {
            (await town.SendAsync(HttpMethod.Post, submit, $$"""{"sid": "{{asked.Text("sid")}}", "client_secret": "s", "token": "wrong"}""")).Refused(400, "M_TOKEN_INCORRECT");
        }

        (await town.SendAsync(HttpMethod.Post, submit, $$"""{"sid": "{{asked.Text("sid")}}", "client_secret": "s", "token": "{{code}}"}""")).Refused(400, "M_TOKEN_INCORRECT");
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_whoever_reads_the_letter_and_confirms()
    {
        var anna = await town.PersonAsync("anna");
        var address = await BindsAsync(anna);
        var sid = await AskAsync("account/password", address, "reset");
        const string Words = "an entirely new password";
        string Body(string auth) => $$"""{"new_password": "{{Words}}", "auth": {{auth}} }""";
        var first = await town.SendAsync(HttpMethod.Post, $"{Base}/account/password", $$"""{"new_password": "{{Words}}"}""");
        first.Status.ShouldBe(401);
        first["flows"].EnumerateArray().Select(flow => flow.GetProperty("stages")[0].GetString()).ShouldBe(["m.login.email.identity", "m.login.msisdn"]);
        var auth = $$"""{"type": "m.login.email.identity", "session": "{{first.Text("session")}}", "threepid_creds": {"sid": "{{sid}}", "client_secret": "reset"} }""";

        (await OpenAsync(LinkTo(address), "en")).ShouldContain("Confirm");
        (await town.SendAsync(HttpMethod.Post, $"{Base}/account/password", Body(auth))).Status.ShouldBe(401);
        await ConfirmsAsync(LinkTo(address));
        (await town.SendAsync(HttpMethod.Post, $"{Base}/account/password", Body(auth))).Accepted();

        (await anna.GetAsync($"{Base}/account/whoami")).Refused(401, "M_UNKNOWN_TOKEN");
        (await LogInAsync($$"""{"type": "m.id.user", "user": "{{anna.Name}}"}""", Person.Password)).Refused(403, "M_FORBIDDEN");
        (await LogInAsync($$"""{"type": "m.id.user", "user": "{{anna.Name}}"}""", Words)).Accepted();
        (await town.SendAsync(HttpMethod.Post, $"{Base}/account/password", Body(auth))).Status.ShouldBeInRange(400, 401);
    }

    [Fact]
    public async Task Nobody_learns_from_asking_for_a_password_whose_address_it_is()
    {
        var anna = await town.PersonAsync("anna");
        var (known, unknown) = (await BindsAsync(anna), Address());
        var letters = town.Letters.To(known).Count;

        (await AskAsync("account/password", known, "s")).ShouldNotBeEmpty();
        (await AskAsync("account/password", unknown, "s")).ShouldNotBeEmpty();

        town.Letters.To(known).Count.ShouldBe(letters + 1);
        town.Letters.To(unknown).ShouldBeEmpty();
        (await town.SendAsync(HttpMethod.Post, $"{Base}/register/email/requestToken", Request(known, "s"))).Refused(400, "M_THREEPID_IN_USE");
        (await town.SendAsync(HttpMethod.Post, $"{Base}/account/3pid/email/requestToken", Request(known, "s"))).Refused(400, "M_THREEPID_IN_USE");
    }

    [Fact]
    public async Task A_newcomer_registers_with_an_address()
    {
        var address = Address();
        var sid = await AskAsync("register", address, "new");
        await OpenAsync(LinkTo(address), "en");

        var registered = (await town.SendAsync(HttpMethod.Post, $"{Base}/register", $$"""
            {"username": "newcomer-{{Interlocked.Increment(ref numbers)}}", "password": "{{Person.Password}}",
             "auth": {"type": "m.login.email.identity", "threepid_creds": {"sid": "{{sid}}", "client_secret": "new"} } }
            """)).Accepted();

        (await LogInAsync($$"""{"type": "m.id.thirdparty", "medium": "email", "address": "{{address}}"}""", Person.Password)).Accepted().Text("user_id").ShouldBe(registered.Text("user_id"));
    }

    [Fact]
    public async Task The_same_attempt_sends_one_letter_and_a_session_ends_after_an_hour()
    {
        var anna = await town.PersonAsync("anna");
        var address = Address();
        var sid = await AskAsync("account/3pid", address, "s", attempt: 1);
        (await AskAsync("account/3pid", address, "s", attempt: 1)).ShouldBe(sid);
        town.Letters.To(address).Count.ShouldBe(1);
        (await AskAsync("account/3pid", address, "s", attempt: 2)).ShouldBe(sid);
        town.Letters.To(address).Count.ShouldBe(2);
        (await OpenAsync(LinkTo(address, letter: 0), "en")).ShouldContain("does not work");
        await OpenAsync(LinkTo(address, letter: 1), "en");

        ((StandingClock)town.Clock).Pass(TimeSpan.FromMinutes(61));

        (await AddAsync(anna, sid, "s")).Refused(400, "M_THREEPID_AUTH_FAILED");
    }

    [Theory]
    [InlineData("""{"client_secret": "s", "email": "nonsense", "send_attempt": 1}""", "M_INVALID_PARAM")]
    [InlineData("""{"client_secret": "s", "email": "a@b@c.example", "send_attempt": 1}""", "M_INVALID_PARAM")]
    [InlineData("""{"client_secret": "s", "email": "a@b.example\r\nBcc: c@d.example", "send_attempt": 1}""", "M_INVALID_PARAM")]
    [InlineData("""{"client_secret": "§", "email": "a@b.example", "send_attempt": 1}""", "M_INVALID_PARAM")]
    [InlineData("""{"client_secret": "s", "email": "a@b.example", "send_attempt": 1, "next_link": "javascript:alert(1)"}""", "M_INVALID_PARAM")]
    [InlineData("""{"client_secret": "s", "email": "a@b.example"}""", "M_MISSING_PARAM")]
    public async Task A_request_that_makes_no_sense_is_refused_in_words(string json, string code) =>
        (await town.SendAsync(HttpMethod.Post, $"{Base}/register/email/requestToken", json)).Refused(400, code);

    [Fact]
    public async Task A_number_that_is_none_and_a_service_that_refuses_are_told()
    {
        (await town.SendAsync(HttpMethod.Post, $"{Base}/register/msisdn/requestToken", """
            {"client_secret": "s", "country": "GB", "phone_number": "call me", "send_attempt": 1}
            """)).Refused(400, "M_INVALID_PARAM");
        town.ServiceRefuses = true;
        var refused = await town.SendAsync(HttpMethod.Post, $"{Base}/register/msisdn/requestToken", """
            {"client_secret": "s", "country": "RU", "phone_number": "8 912 345-67-89", "send_attempt": 1}
            """);
        town.ServiceRefuses = false;
        refused.Refused(503, "M_UNKNOWN");
        town.MessagesTo("79123456789").ShouldHaveSingleItem();
    }

    private static string Address() => $"someone{Interlocked.Increment(ref numbers)}@mail.example";

    private static string Request(string address, string secret, int attempt = 1) =>
        $$"""{"client_secret": "{{secret}}", "email": "{{address}}", "send_attempt": {{attempt}}}""";

    private static Task<Answer> AddAsync(Person person, string sid, string secret) => person.PostAsync($"{Base}/account/3pid/add", $$"""
        {"sid": "{{sid}}", "client_secret": "{{secret}}",
         "auth": {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": "{{person.Name}}"}, "password": "{{Person.Password}}"} }
        """);

    private static async Task<List<string>> ListAsync(Person person) => [.. (await person.GetAsync($"{Base}/account/3pid")).Accepted()["threepids"].EnumerateArray()
        .Select(kept => $"{kept.GetProperty("medium").GetString()} {kept.GetProperty("address").GetString()}")];

    private async Task<string> AskAsync(string purpose, string address, string secret, int attempt = 1) =>
        (await town.SendAsync(HttpMethod.Post, $"{Base}/{purpose}/email/requestToken", Request(address, secret, attempt))).Accepted().Text("sid");

    private Task<Answer> LogInAsync(string identifier, string password) => town.SendAsync(
        HttpMethod.Post, $"{Base}/login", $$"""{"type": "m.login.password", "identifier": {{identifier}}, "password": "{{password}}"}""");

    private async Task<string> BindsAsync(Person person)
    {
        var address = Address();
        var sid = await AskAsync("account/3pid", address, "bind");
        await OpenAsync(LinkTo(address), "en");
        (await AddAsync(person, sid, "bind")).Accepted();
        return address;
    }

    /// <summary>The link of a letter, the last one unless said otherwise.</summary>
    private string LinkTo(string address, Index? letter = null)
    {
        var text = town.Letters.To(address)[letter ?? ^1];
        var body = text[text.IndexOf("\n\n", StringComparison.Ordinal)..];
        var readable = text.Contains("base64", StringComparison.OrdinalIgnoreCase)
            ? System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\n", "", StringComparison.Ordinal)))
            : body.Replace("=\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
        return new Uri(Link().Match(readable).Value).PathAndQuery;
    }

    private async Task<string> OpenAsync(string path, string language)
    {
        using var answer = await town.Http.GetAsync(new Uri($"{path}&lang={language}", UriKind.Relative), TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    // What the button of the page does in a browser, whose cookie the client of the town keeps.
    private async Task ConfirmsAsync(string path)
    {
        var fields = Field().Matches(await OpenAsync(path, "en")).ToDictionary(field => field.Groups["name"].Value, field => field.Groups["value"].Value, StringComparer.Ordinal);
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await town.Http.PostAsync(new Uri("/account/confirm-contact", UriKind.Relative), form, TestContext.Current.CancellationToken);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("Address confirmed");
    }

    [GeneratedRegex(@"\d{6}", RegexOptions.None, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"http://\S+confirm-contact\S+", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)">""", RegexOptions.None, 1000)]
    private static partial Regex Field();
}
