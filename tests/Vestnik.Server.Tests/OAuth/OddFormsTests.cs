using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Vestnik.Server.Tests.OAuth;

/// <summary>Whatever is sent to the OAuth endpoints and to the account pages, nothing breaks.</summary>
public sealed class OddFormsTests(Town town) : IClassFixture<Town>
{
    private static readonly string[] Names =
    [
        "client_id", "redirect_uri", "scope", "state", "response_type", "response_mode", "code_challenge", "code_challenge_method", "prompt", "request",
        "request_uri", "grant_type", "code", "code_verifier", "refresh_token", "device_code", "user_code", "token", "token_type_hint", "client_secret",
        "client_assertion", "client_assertion_type", "nonce", "ui_locales", "max_age", "seal", "next", "user", "password", "decision", "device_id", "secret",
        "id", "client_data", "data", "signature", "attestation", "purpose", "redirectUrl", "lang", "action", "done", "erase", "resource", "audience",
    ];

    [Fact]
    public async Task Whatever_is_asked_the_answer_is_no_failure_of_the_server()
    {
        var (client, anna) = (await Client.OfAsync(town), await town.PersonAsync("anna"));
        var signedIn = new Browser(town);
        await signedIn.SignInAsync(anna);
        var (random, complaints, asked) = (new Random(7), new List<string>(), 0);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = town.Http.BaseAddress };
        foreach (var (method, path) in Endpoints())
        {
            for (var i = 0; i < 60; i++)
            {
                var fields = Fields(random, client);
                using var request = new HttpRequestMessage(new HttpMethod(method), method == "GET" ? $"{path}?{fields}" : path);
                if (method != "GET")
                {
                    request.Content = Body(random, fields);
                }

                if (random.Next(2) == 0)
                {
                    request.Headers.TryAddWithoutValidation("Cookie", $"vestnik_account={signedIn.Cookie}");
                }

                using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
                asked++;
                if ((int)answer.StatusCode >= 500)
                {
                    complaints.Add($"{(int)answer.StatusCode} {method} {path} {fields}");
                }
            }
        }

        asked.ShouldBeGreaterThan(60 * 20);
        string.Join('\n', complaints.Take(20)).ShouldBeEmpty();
        (await signedIn.GetAsync("/account")).Status.ShouldBe(200);
    }

    private IEnumerable<(string Method, string Path)> Endpoints() =>
        from endpoint in town.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let pattern = endpoint.RoutePattern.RawText!
        where pattern.StartsWith("/oauth2", StringComparison.Ordinal) || pattern.StartsWith("/account", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        select (method, pattern.Replace("{name}", "account.css", StringComparison.Ordinal));

    private static string Fields(Random random, Client client)
    {
        var fields = random.Next(3) == 0 ? client.Parameters() : new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = random.Next(9); i > 0; i--)
        {
            fields[Names[random.Next(Names.Length)]] = Value(random, client);
        }

        return string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
    }

    private static string Value(Random random, Client client) => random.Next(14) switch
    {
        0 => "",
        1 => client.Id,
        2 => client.Scope,
        3 => "authorization_code",
        4 => "refresh_token",
        5 => "urn:ietf:params:oauth:grant-type:device_code",
        6 => "urn:ietf:params:oauth:request_uri:made-up",
        7 => "\u0000\u202E😀",
        8 => new string('x', random.Next(1, 9000)),
        9 => "https://client.example/callback",
        10 => "create none login",
        11 => "eyJhbGciOiJub25lIn0.e30.",
        12 => "%%%",
        _ => "[1,2]",
    };

    private static ByteArrayContent Body(Random random, string fields)
    {
        var content = new ByteArrayContent(random.Next(8) switch
        {
            0 => [],
            1 => "{\"a\": 1}"u8.ToArray(),
            2 => [0xFF, 0xFE, (byte)'=', 0x00],
            3 => Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 200).Select(i => $"a{i}=b"))),
            4 => Encoding.ASCII.GetBytes($"client_id={new string('x', 100_000)}"),
            _ => Encoding.ASCII.GetBytes(fields + (random.Next(3) == 0 ? "&client_id=twice&client_id=thrice" : "")),
        });
        content.Headers.ContentType = random.Next(5) switch
        {
            0 => null,
            1 => new MediaTypeHeaderValue("application/json"),
            2 => new MediaTypeHeaderValue("multipart/form-data"),
            _ => new MediaTypeHeaderValue("application/x-www-form-urlencoded"),
        };
        return content;
    }
}
