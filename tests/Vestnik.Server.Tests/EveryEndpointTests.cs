using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Vestnik.Server.Tests;

/// <summary>
/// Throws generated requests at every endpoint that the server maps: whatever comes in, the answer is a success or a
/// refusal with a code and a sentence, and never a 5xx. New endpoints are included by themselves.
/// </summary>
public sealed class EveryEndpointTests(Town town) : IClassFixture<Town>
{
    private static int RequestsPerEndpoint => Environment.GetEnvironmentVariable("VESTNIK_LONG") is null ? 40 : 1000;

    [Fact]
    public async Task Whatever_is_asked_the_answer_is_a_success_or_a_refusal_in_words()
    {
        var complaints = new List<string>();
        var number = 0;
        foreach (var (method, pattern) in Endpoints())
        {
            // What only administrators may call is tried by one.
            var anna = IsForAdministrators(pattern) ? await town.AdministratorAsync() : await town.PersonAsync("anna");
            var eve = await town.PersonAsync("eve");
            var requests = new OddRequests(seed: ++number, method, pattern, anna, eve);
            for (var i = 0; i < RequestsPerEndpoint; i++)
            {
                await SendAsync(requests.Next(), complaints);
            }
        }

        number.ShouldBeGreaterThan(20);
        string.Join('\n', complaints.Distinct().Take(40)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_token_or_with_a_wrong_one_nothing_is_given_but_what_is_public()
    {
        var complaints = new List<string>();
        foreach (var (method, pattern) in Endpoints().Where(endpoint => NeedsToken(endpoint.Pattern)))
        {
            foreach (var token in (string?[])[null, "", "vsa_unknown", new string('x', 4000)])
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), OddRequests.Plain(pattern));
                if (token is not null)
                {
                    request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
                }

                using var response = await town.Http.SendAsync(request, TestContext.Current.CancellationToken);
                if ((int)response.StatusCode != 401)
                {
                    complaints.Add($"{method} {pattern} answered {(int)response.StatusCode} to a token of {token?.Length ?? 0} characters");
                }
            }
        }

        string.Join('\n', complaints).ShouldBeEmpty();
    }

    private static bool IsForAdministrators(string pattern) =>
        pattern.StartsWith("/_vestnik", StringComparison.Ordinal) || pattern.StartsWith("/_synapse", StringComparison.Ordinal);

    private bool NeedsToken(string pattern) => town.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText == pattern)
        .All(endpoint => endpoint.Metadata.Any(item => item.GetType().Name == "NeedsRequester"));

    private IEnumerable<(string Method, string Pattern)> Endpoints() =>
        from endpoint in town.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let pattern = endpoint.RoutePattern.RawText!
        where pattern.StartsWith("/_matrix", StringComparison.Ordinal) || pattern.StartsWith("/_synapse", StringComparison.Ordinal)
            || pattern.StartsWith("/_vestnik", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select (method, pattern);

    private async Task SendAsync(OddRequest odd, List<string> complaints)
    {
        using var request = odd.ToMessage();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        try
        {
            using var response = await town.Http.SendAsync(request, patience.Token);
            var body = await response.Content.ReadAsByteArrayAsync(patience.Token);
            if (Complaint(odd.Method, (int)response.StatusCode, body) is { } complaint)
            {
                complaints.Add($"{odd.Method} {odd.Pattern}: {complaint}\n    {odd.Path}\n    {odd.Shown}");
            }
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            complaints.Add($"{odd.Method} {odd.Pattern}: no answer within 20 seconds\n    {odd.Path}\n    {odd.Shown}");
        }
        catch (HttpRequestException e)
        {
            complaints.Add($"{odd.Method} {odd.Pattern}: {e.Message}\n    {odd.Path}\n    {odd.Shown}");
        }
    }

    private static string? Complaint(string method, int status, byte[] body)
    {
        // HEAD is answered by the status alone.
        if (status < 400 || (method == "HEAD" && status < 500 && body.Length == 0))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(body);
        if (status >= 500)
        {
            return $"{status} {text}";
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            var refusal = json.RootElement;
            var asksForProof = status == 401 && refusal.TryGetProperty("flows", out _) && !refusal.TryGetProperty("errcode", out _);
            return asksForProof || IsRefusal(refusal) ? null : $"{status} without a code and a sentence: {text}";
        }
        catch (JsonException)
        {
            return $"{status} without JSON: {text}";
        }
    }

    private static bool IsRefusal(JsonElement refusal) =>
        refusal.TryGetProperty("errcode", out var code) && code.GetString()!.StartsWith("M_", StringComparison.Ordinal)
        && refusal.TryGetProperty("error", out var sentence) && sentence.GetString() is { Length: > 8 } said && said.EndsWith('.');
}
