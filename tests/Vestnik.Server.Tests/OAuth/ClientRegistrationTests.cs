using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.OAuth;

/// <summary>Programs introduce themselves.</summary>
public sealed class ClientRegistrationTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task The_server_says_where_its_endpoints_are_and_they_answer()
    {
        var metadata = (await town.SendAsync(HttpMethod.Get, "/_matrix/client/v1/auth_metadata")).Accepted();

        metadata.Text("issuer").ShouldBe("http://town.example/");
        foreach (var endpoint in (string[])["token_endpoint", "revocation_endpoint", "registration_endpoint", "device_authorization_endpoint", "pushed_authorization_request_endpoint"])
        {
            metadata.Text(endpoint).ShouldStartWith("http://town.example/oauth2/");
            (await town.SendAsync(HttpMethod.Post, Browser.PathOf(metadata.Text(endpoint)), "{}")).Status.ShouldBe(400, endpoint);
        }

        (await new Browser(town).GetAsync(metadata.Text("authorization_endpoint"))).Status.ShouldBe(400);
        (await new Browser(town).VisitAsync(metadata.Text("account_management_uri"))).Status.ShouldBe(200);
        List("grant_types_supported").ShouldBe(["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"]);
        List("response_types_supported").ShouldBe(["code"]);
        List("response_modes_supported").ShouldBe(["query", "fragment"]);
        List("code_challenge_methods_supported").ShouldBe(["S256"]);
        List("prompt_values_supported").ShouldBe(["create"]);

        string[] List(string name) => [.. metadata[name].EnumerateArray().Select(item => item.GetString()!)];
    }

    [Fact]
    public async Task The_same_words_give_the_same_client_and_other_words_another()
    {
        var first = await Client.RegisterAsync(town, Client.Metadata);
        var again = await Client.RegisterAsync(town, Client.Metadata);
        var renamed = Client.Metadata;
        renamed["client_name"] = "Renamed";
        var other = await Client.RegisterAsync(town, renamed);

        first.Status.ShouldBe(201);
        again.Text("client_id").ShouldBe(first.Text("client_id"));
        other.Text("client_id").ShouldNotBe(first.Text("client_id"));
        other.Text("client_name").ShouldBe("Renamed");
        first["redirect_uris"][0].GetString().ShouldBe(Client.Redirect);
    }

    [Fact]
    public async Task What_the_server_does_not_support_is_left_out_of_what_it_registers()
    {
        var metadata = Client.Metadata;
        metadata["grant_types"] = new JsonArray("authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:token-exchange");
        metadata["client_name#fr"] = "Client des essais";

        var answer = await Client.RegisterAsync(town, metadata);

        answer.Status.ShouldBe(201);
        answer["grant_types"].EnumerateArray().Select(grant => grant.GetString()).ShouldBe(["authorization_code", "refresh_token"]);
        answer.Has("client_name#fr").ShouldBeFalse();
    }

    [Theory]
    [InlineData("web", "https://client.example/callback", true)]
    [InlineData("web", "https://app.client.example/callback", true)]
    [InlineData("web", "https://client.example:5173/?query=value", true)]
    [InlineData("web", "https://client.example/callback#fragment", false)]
    [InlineData("web", "http://client.example/callback", false)]
    [InlineData("web", "https://user:secret@client.example/callback", false)]
    [InlineData("web", "https://evilclient.example/callback", false)]
    [InlineData("web", "https://client.example.eve.example/", false)]
    [InlineData("web", "http://localhost/", false)]
    [InlineData("web", "javascript:alert(1)", false)]
    [InlineData("web", "not an address", false)]
    [InlineData("native", "example.client.app:/callback", true)]
    [InlineData("native", "example.client:/", true)]
    [InlineData("native", "example.client:callback", true)]
    [InlineData("native", "http://localhost/callback", true)]
    [InlineData("native", "http://127.0.0.1/callback", true)]
    [InlineData("native", "http://[::1]/callback", true)]
    [InlineData("native", "https://client.example/claimed", true)]
    [InlineData("native", "example:/callback", false)]
    [InlineData("native", "example.client.app://callback", false)]
    [InlineData("native", "example.clientele:/callback", false)]
    [InlineData("native", "https://localhost/callback", false)]
    [InlineData("native", "http://localhost:1234/callback", false)]
    [InlineData("native", "http://localhost.eve.example/callback", false)]
    public async Task A_redirect_address_must_belong_to_the_program(string type, string redirect, bool allowed)
    {
        var metadata = Client.Metadata;
        metadata["application_type"] = type;
        metadata["redirect_uris"] = new JsonArray(redirect);

        var answer = await Client.RegisterAsync(town, metadata);

        answer.Status.ShouldBe(allowed ? 201 : 400, answer.Body.ToString());
        if (!allowed)
        {
            answer.RefusedByOAuth("invalid_redirect_uri");
        }
    }

    [Fact]
    public async Task Metadata_that_is_incomplete_or_nonsense_is_refused_with_a_sentence()
    {
        foreach (var (name, value) in new (string, JsonNode?)[]
        {
            ("client_uri", null), ("client_uri", "http://client.example/"), ("client_uri", "https://localhost/"), ("client_uri", 5),
            ("policy_uri", "https://eve.example/"), ("tos_uri", "javascript:alert(1)"), ("token_endpoint_auth_method", "client_secret_basic"),
            ("application_type", "car"), ("application_type", 1), ("grant_types", "authorization_code"), ("grant_types", new JsonArray("implicit")),
            ("response_types", new JsonArray("token")), ("redirect_uris", new JsonArray(1)), ("client_name", new string('x', 101)),
        })
        {
            var metadata = Client.Metadata;
            metadata[name] = value;
            (await Client.RegisterAsync(town, metadata)).RefusedByOAuth("invalid_client_metadata");
        }

        var none = Client.Metadata;
        none["redirect_uris"] = new JsonArray();
        (await Client.RegisterAsync(town, none)).RefusedByOAuth("invalid_redirect_uri");
        (await town.SendAsync(HttpMethod.Post, "/oauth2/register", "[]")).Refused(400, "M_BAD_JSON");
    }

    [Fact]
    public async Task A_native_program_may_listen_at_any_port_of_its_own_machine()
    {
        var anna = await town.PersonAsync("anna");
        var client = await Client.OfAsync(town, metadata =>
        {
            metadata["application_type"] = "native";
            metadata["redirect_uris"] = new JsonArray("http://localhost/callback");
        });
        var browser = new Browser(town);

        const string Redirect = "http://localhost:38291/callback";
        var question = await browser.SignInAsync(anna, await browser.VisitAsync(client.Address(("redirect_uri", Redirect))));
        var sent = await browser.SubmitAsync(question, "consent", ("decision", "allow"));

        sent.Location!.ShouldStartWith($"{Redirect}#");
        (await client.ExchangeAsync(sent.Sent('#')["code"], ("redirect_uri", Redirect))).Accepted();
        (await browser.GetAsync(client.Address(("redirect_uri", "http://localhost:38291/other")))).Status.ShouldBe(400);
    }
}
