using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Vestnik.Server.Tests;

/// <summary>What the server said: status and JSON body.</summary>
public sealed record Answer(int Status, JsonElement Body)
{
    /// <summary>The body's <c>errcode</c>, or null.</summary>
    public string? Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("errcode", out var code) ? code.GetString() : null;

    public JsonElement this[string property] => Body.GetProperty(property);

    public string Text(string property) => Body.GetProperty(property).GetString()!;

    public bool Has(string property) => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(property, out _);

    /// <summary>This answer, when it is a 200; otherwise the test fails with what the server said.</summary>
    public Answer Accepted()
    {
        Status.ShouldBe(200, Body.ToString());
        return this;
    }

    /// <summary>Fails the test unless the server refused so, with a sentence.</summary>
    public Answer Refused(int status, string code)
    {
        Status.ShouldBe(status, Body.ToString());
        Code.ShouldBe(code, Body.ToString());
        Text("error").ShouldEndWith(".");
        return this;
    }
}

public static class Asking
{
    public static async Task<Answer> AskAsync(this HttpClient http, HttpMethod method, string path, string? json, string? accessToken, params (string Name, string Value)[] headers)
    {
        ArgumentNullException.ThrowIfNull(http);
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        if (accessToken is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new Answer((int)response.StatusCode, body.Length == 0 ? default : JsonDocument.Parse(body).RootElement);
    }
}
