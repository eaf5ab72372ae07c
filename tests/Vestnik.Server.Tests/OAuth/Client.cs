using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.OAuth;

/// <summary>A program that signs people in by OAuth, as the specification tells it to.</summary>
public sealed class Client
{
    public const string Home = "https://client.example/";
    public const string Redirect = "https://client.example/callback";

    private readonly Town town;

    private Client(Town town, string id) => (this.town, Id) = (town, id);

    public string Id { get; }

    public string DeviceId { get; init; } = $"DEV{RandomNumberGenerator.GetHexString(10)}";

    public string Verifier { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48));

    public string Scope => $"urn:matrix:client:api:* urn:matrix:client:device:{DeviceId}";

    public static JsonObject Metadata => new()
    {
        ["client_name"] = "Client of the tests",
        ["client_uri"] = Home,
        ["redirect_uris"] = new JsonArray(Redirect),
        ["grant_types"] = new JsonArray("authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"),
        ["response_types"] = new JsonArray("code"),
        ["token_endpoint_auth_method"] = "none",
        ["application_type"] = "web",
    };

    public static Task<Answer> RegisterAsync(Town town, JsonObject metadata) =>
        town.SendAsync(HttpMethod.Post, "/oauth2/register", metadata.ToJsonString());

    public static async Task<Client> OfAsync(Town town, Action<JsonObject>? change = null)
    {
        var metadata = Metadata;
        change?.Invoke(metadata);
        var answer = await RegisterAsync(town, metadata);
        answer.Status.ShouldBe(201, answer.Body.ToString());
        return new Client(town, answer.Text("client_id"));
    }

    /// <summary>The address that the client sends a browser to; null leaves a parameter out.</summary>
    public string Address(params (string Name, string? Value)[] changes) => "/oauth2/authorize?" + string.Join('&',
        Parameters(changes).Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value)}"));

    public Dictionary<string, string> Parameters(params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["response_mode"] = "fragment",
            ["client_id"] = Id,
            ["redirect_uri"] = Redirect,
            ["scope"] = Scope,
            ["state"] = "the state of the client",
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
        {
            parameters.Remove(name);
            if (value is not null)
            {
                parameters[name] = value;
            }
        }

        return parameters;
    }

    /// <summary>Sends a person of the town to the server, who lets the client in; the code.</summary>
    public async Task<string> AskAsync(Person person, Browser? browser = null)
    {
        browser ??= new Browser(town);
        var question = await browser.SignInAsync(person, await browser.VisitAsync(Address()));
        var answer = await browser.SubmitAsync(question, "consent", ("decision", "allow"));
        return answer.Sent('#')["code"];
    }

    public Task<Answer> ExchangeAsync(string code, params (string Name, string? Value)[] changes) => TokenAsync(
        [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Redirect), ("code_verifier", Verifier), .. changes]);

    public Task<Answer> RefreshAsync(string refreshToken) => TokenAsync([("grant_type", "refresh_token"), ("refresh_token", refreshToken)]);

    public Task<Answer> RevokeAsync(string token) => PostAsync("/oauth2/revoke", [("token", token)]);

    public Task<Answer> TokenAsync(params (string Name, string? Value)[] fields) => PostAsync("/oauth2/token", fields);

    public async Task<Answer> PostAsync(string path, params (string Name, string? Value)[] fields)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["client_id"] = Id };
        foreach (var (name, value) in fields)
        {
            form.Remove(name);
            if (value is not null)
            {
                form[name] = value;
            }
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var response = await town.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new Answer((int)response.StatusCode, body.Length == 0 ? default : JsonDocument.Parse(body).RootElement);
    }
}

public static class OAuthAnswers
{
    /// <summary>Fails the test unless the server refused so, in the form of OAuth and with a sentence.</summary>
    public static Answer RefusedByOAuth(this Answer answer, string error, int status = 400)
    {
        ArgumentNullException.ThrowIfNull(answer);
        answer.Status.ShouldBe(status, answer.Body.ToString());
        answer.Text("error").ShouldBe(error, answer.Body.ToString());
        answer.Text("error_description").Length.ShouldBeGreaterThan(8);
        return answer;
    }

    /// <summary>Who the server says has this access token.</summary>
    public static Task<Answer> WhoAmIAsync(this Town town, string accessToken)
    {
        ArgumentNullException.ThrowIfNull(town);
        return town.Http.AskAsync(HttpMethod.Get, "/_matrix/client/v3/account/whoami", null, accessToken);
    }
}
