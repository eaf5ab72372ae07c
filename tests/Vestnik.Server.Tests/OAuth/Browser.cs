using System.Net;
using System.Text.RegularExpressions;

namespace Vestnik.Server.Tests.OAuth;

/// <summary>A browser without JavaScript: keeps cookies, follows nothing by itself, fills in forms.</summary>
public sealed partial class Browser(Town town)
{
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);

    /// <summary>What the <c>Origin</c> header says with a form; null for browsers that say nothing.</summary>
    public string? Origin { get; set; } = "http://town.example";

    /// <summary>The cookie that the account pages know this browser by.</summary>
    public string? Cookie => cookies.GetValueOrDefault("vestnik_account");

    public string Language { get; set; } = "en";

    public async Task<Leaf> GetAsync(string address) => await SendAsync(HttpMethod.Get, PathOf(address), null);

    /// <summary>Goes to an address and on for as long as this server sends the browser to another of its own pages.</summary>
    public async Task<Leaf> VisitAsync(string address)
    {
        var leaf = await GetAsync(address);
        for (var i = 0; i < 5 && leaf.Location is { } next && next.StartsWith('/'); i++)
        {
            leaf = await GetAsync(next);
        }

        return leaf;
    }

    /// <summary>Sends a form of a page, with its hidden fields and what the person fills in.</summary>
    public async Task<Leaf> SubmitAsync(Leaf page, string form, params (string Name, string Value)[] filled)
    {
        var (action, fields) = page.Form(form);
        foreach (var (name, value) in filled)
        {
            fields[name] = value;
        }

        return await PostAsync(action, fields);
    }

    public Task<Leaf> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields) =>
        SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(fields));

    /// <summary>Signs a person of the town in with the password; the page that comes after.</summary>
    public async Task<Leaf> SignInAsync(Person person, Leaf page)
    {
        var answer = await SubmitAsync(page, "sign-in", ("user", person.Name), ("password", Person.Password));
        answer.Status.ShouldBe(303, answer.Body);
        return await VisitAsync(answer.Location!);
    }

    /// <summary>Signs a person of the town in on the account pages.</summary>
    public async Task<Leaf> SignInAsync(Person person) => await SignInAsync(person, await VisitAsync("/account"));

    public static string PathOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var parsed) && parsed.Scheme.StartsWith("http", StringComparison.Ordinal) ? parsed.PathAndQuery : address;

    private async Task<Leaf> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = town.Http.BaseAddress };
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.TryAddWithoutValidation("Accept-Language", Language);
        if (cookies.Count > 0)
        {
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        if (content is not null && Origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", Origin);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set.Select(line => line.Split(';')[0].Split('=', 2)))
            {
                cookies[cookie[0]] = cookie[1];
            }
        }

        return new Leaf(
            (int)response.StatusCode,
            response.Headers.Location?.OriginalString,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Headers.TryGetValues("Content-Security-Policy", out var policy) ? string.Join(' ', policy) : "");
    }
}

/// <summary>What the browser got: a page, or the address to go to.</summary>
public sealed partial record Leaf(int Status, string? Location, string Body, string Policy)
{
    /// <summary>What stands in the page as a person reads it.</summary>
    public string Text => WebUtility.HtmlDecode(Body);

    /// <summary>The parameters behind <c>?</c> or <c>#</c> of the address that the browser is sent to.</summary>
    public Dictionary<string, string> Sent(char separator)
    {
        var parameters = Location!.Split(separator, 2)[1];
        return parameters.Split('&').Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')), StringComparer.Ordinal);
    }

    /// <summary>The action and hidden fields of a form.</summary>
    public (string Action, Dictionary<string, string> Fields) Form(string name)
    {
        var form = Forms().Matches(Body).FirstOrDefault(found => found.Groups["name"].Value == name)
            ?? throw new ShouldAssertException($"There is no form {name} on the page: {Status} {Location} {Body}");
        var fields = HiddenFields().Matches(form.Groups["inside"].Value).ToDictionary(
            field => WebUtility.HtmlDecode(field.Groups["name"].Value), field => WebUtility.HtmlDecode(field.Groups["value"].Value), StringComparer.Ordinal);
        return (WebUtility.HtmlDecode(form.Groups["action"].Value), fields);
    }

    [GeneratedRegex("""<form method="post" action="(?<action>[^"]*)" data-name="(?<name>[^"]*)">(?<inside>.*?)</form>""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Forms();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)">""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HiddenFields();
}
