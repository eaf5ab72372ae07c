using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Vestnik.Server.Tests.AppServices;

/// <summary>A bridge to another network: a real HTTP server, which the town knows as an application service.</summary>
public sealed class Bridge : IAsyncDisposable
{
    /// <summary>What the bridge shows the town.</summary>
    public const string Token = "the bridge shows this";

    private const string TownToken = "the town shows this";
    private const string Transactions = "/_matrix/app/v1/transactions/";

    private readonly WebApplication app;
    private readonly Channel<JsonElement> events = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<JsonElement> ephemera = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<Attempt> attempts = Channel.CreateUnbounded<Attempt>();
    private readonly HashSet<string> taken = [];

    private Bridge(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    /// <summary>What transactions are answered; 200 unless a test says otherwise.</summary>
    public int Status { get; set; } = 200;

    /// <summary>Answers to other questions by their path: a body to be sent with 200.</summary>
    public ConcurrentDictionary<string, Func<Task<string>>> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>Paths with queries that were asked, transactions left out.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public static async Task<Bridge> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var bridge = new Bridge(builder.Build());
        bridge.app.Run(bridge.AnswerAsync);
        await bridge.app.StartAsync();
        return bridge;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>The registration that the operator of the town writes.</summary>
    public string Registration(string more = "") => $"""
        id: "bridge"
        url: "{Address}"
        as_token: "{Token}"
        hs_token: "{TownToken}"
        sender_localpart: "bridge_bot"
        receive_ephemeral: true
        protocols: ["pigeon"]
        namespaces:
          users:
            - exclusive: true
              regex: '@_pigeon_.*:{Town.ServerName}'
          aliases:
            - exclusive: true
              regex: '#_pigeon_.*'
          rooms: []
        {more}
        """;

    /// <summary>The next event that is like this; fails after ten seconds.</summary>
    public Task<JsonElement> HearsAsync(Func<JsonElement, bool> expected) => NextAsync(events, expected);

    public Task<JsonElement> HearsTextAsync(string text) => HearsAsync(said =>
        said.GetProperty("type").GetString() == "m.room.message" && said.GetProperty("content").GetProperty("body").GetString() == text);

    /// <summary>The next piece of ephemeral data that is like this.</summary>
    public Task<JsonElement> NoticesAsync(Func<JsonElement, bool> expected) => NextAsync(ephemera, expected);

    /// <summary>The next time that the town brings a transaction, taken or not.</summary>
    public Task<Attempt> NextAttemptAsync() => NextAsync(attempts, _ => true);

    private static async Task<T> NextAsync<T>(Channel<T> channel, Func<T, bool> expected)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            while (true)
            {
                var next = await channel.Reader.ReadAsync(patience.Token);
                if (expected(next))
                {
                    return next;
                }
            }
        }
        catch (OperationCanceledException late)
        {
            throw new ShouldAssertException("The bridge did not hear it within ten seconds.", late);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (context.Request.Headers.Authorization.ToString() != $"Bearer {TownToken}")
        {
            await WriteAsync(context, 403, """{"errcode": "M_FORBIDDEN"}""");
            return;
        }

        if (path.StartsWith(Transactions, StringComparison.Ordinal))
        {
            await TakeAsync(context, path[Transactions.Length..]);
            return;
        }

        Asked.Enqueue(path + context.Request.QueryString);
        await (Answers.TryGetValue(path, out var answer)
            ? WriteAsync(context, 200, await answer())
            : WriteAsync(context, 404, """{"errcode": "M_NOT_FOUND"}"""));
    }

    private async Task TakeAsync(HttpContext context, string transaction)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var status = Status;
        if (status == 200)
        {
            Hear(transaction, body);
        }

        await WriteAsync(context, status, "{}");
        attempts.Writer.TryWrite(new Attempt(transaction, body, status));
    }

    private void Hear(string transaction, string body)
    {
        lock (taken)
        {
            if (!taken.Add(transaction))
            {
                return;
            }

            var told = JsonDocument.Parse(body).RootElement;
            foreach (var said in told.GetProperty("events").EnumerateArray())
            {
                events.Writer.TryWrite(said);
            }

            if (told.TryGetProperty("ephemeral", out var passing))
            {
                foreach (var one in passing.EnumerateArray())
                {
                    ephemera.Writer.TryWrite(one);
                }
            }
        }
    }

    private static Task WriteAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }
}

/// <summary>One time that the town brought a transaction.</summary>
public sealed record Attempt(string Transaction, string Body, int Status);
