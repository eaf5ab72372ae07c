using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Vestnik.Server.Tests.Push;

/// <summary>A web server on this machine to which pushes go: a gateway, or a push service. It keeps what it is sent and answers as it is told.</summary>
public sealed class NeighbourGateway : IAsyncDisposable
{
    /// <summary>Its name, which towns with it may reach.</summary>
    public const string Host = "gateway.localhost";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<Received> received = Channel.CreateUnbounded<Received>();
    private readonly WebApplication web;

    private NeighbourGateway(WebApplication web) => this.web = web;

    /// <summary>What it says to each request; a 200 without rejected keys unless a test says otherwise.</summary>
    public Func<Received, (int Status, string Body, string? RetryAfter)> Answer { get; set; } = _ => (200, """{"rejected": []}""", null);

    public string Origin => $"http://{Host}:{new Uri(web.Urls.First()).Port}";

    public string NotifyAddress => $"{Origin}/_matrix/push/v1/notify";

    public static async Task<NeighbourGateway> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gateway = new NeighbourGateway(builder.Build());
        gateway.web.Run(gateway.HearAsync);
        await gateway.web.StartAsync();
        return gateway;
    }

    /// <summary>The next request that it got.</summary>
    public async Task<Received> NextAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return await received.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException silence)
        {
            throw new ShouldAssertException("Nothing was pushed within twenty seconds.", silence);
        }
    }

    /// <summary>The next notification of an event with this id; what comes before it goes by, and is returned too.</summary>
    public async Task<(JsonElement Found, List<JsonElement> Before)> NotificationOfAsync(string eventId)
    {
        var before = new List<JsonElement>();
        while (true)
        {
            var notification = (await NextAsync()).Notification;
            if (notification.TryGetProperty("event_id", out var id) && id.GetString() == eventId)
            {
                return (notification, before);
            }

            before.Add(notification);
        }
    }

    public async ValueTask DisposeAsync() => await web.DisposeAsync();

    private async Task HearAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var heard = new Received(
            context.Request.Path, body.ToArray(), context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        var (status, text, retryAfter) = Answer(heard);
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        await context.Response.WriteAsync(text);
        received.Writer.TryWrite(heard);
    }

    public sealed record Received(string Path, byte[] Body, IReadOnlyDictionary<string, string> Headers)
    {
        /// <summary>For a gateway: what stands in <c>notification</c>.</summary>
        public JsonElement Notification => JsonDocument.Parse(Body).RootElement.GetProperty("notification");

        public string PushKey => Notification.GetProperty("devices")[0].GetProperty("pushkey").GetString()!;
    }
}
