using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Vestnik.Server.Tests.Media;

/// <summary>A town that looks at links, and a web server beside it, which it may reach by one of its names.</summary>
public sealed class TownThatLooks : Town
{
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication? web;

    public StandingClock Standing { get; } = new();

    public override TimeProvider Clock => Standing;

    /// <summary>How often each path was asked for.</summary>
    public System.Collections.Concurrent.ConcurrentDictionary<string, int> Visits { get; } = new(StringComparer.Ordinal);

    public int Port { get; private set; }

    /// <summary>A page under the name that may be looked at.</summary>
    public string Page(string path) => $"http://pages.localhost:{Port}{path}";

    protected override void Configure(JsonObject vestnik)
    {
        ArgumentNullException.ThrowIfNull(vestnik);
        vestnik["Media"] = new JsonObject { ["UrlPreviews"] = true, ["UrlPreviewPrivateHosts"] = new JsonArray("pages.localhost") };
        vestnik["Outbound"] = new JsonObject { ["AllowedPrivateHosts"] = new JsonArray("mail.localhost") };
    }

    protected override async Task PrepareAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        web = builder.Build();
        web.Run(AnswerAsync);
        await web.StartAsync();
        Port = new Uri(web.Urls.First()).Port;
    }

    protected override async Task ClearAsync()
    {
        over.SetResult();
        await web!.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        Visits.AddOrUpdate(path, 1, (_, visits) => visits + 1);
        switch (path)
        {
            case "/page":
                await HtmlAsync(context, """
                    <html><head><title>Another name</title>
                    <meta property="og:title" content="The heron &amp; the lock">
                    <meta property="og:type" content="article"><meta property="og:description" content="  Of   birds. ">
                    <meta property="og:image" content="/picture.png"></head><body></body></html>
                    """);
                break;
            case "/plain":
                await HtmlAsync(context, "<title>Only a\n title</title><h1>x</h1><p>short</p><p>A paragraph that is long enough to tell what the page is about.</p>");
                break;
            case "/picture.png":
                context.Response.ContentType = "image/png";
                await context.Response.Body.WriteAsync(Pictures.Of("png", 90, 60));
                break;
            case "/drawing":
                await HtmlAsync(context, "<title>Drawn</title><meta property='og:image' content='/drawing.svg'>");
                break;
            case "/drawing.svg":
                context.Response.ContentType = "image/png";
                await context.Response.WriteAsync("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");
                break;
            case "/koi8":
                context.Response.ContentType = "text/html; charset=koi8-r";
                await context.Response.Body.WriteAsync(CodePagesEncodingProvider.Instance.GetEncoding("koi8-r")!.GetBytes("<title>Цапля</title>"));
                break;
            case "/windows":
                context.Response.ContentType = "text/html";
                await context.Response.Body.WriteAsync(CodePagesEncodingProvider.Instance.GetEncoding("windows-1251")!
                    .GetBytes("<head><meta charset=\"windows-1251\"><title>Шлюз</title></head>"));
                break;
            case "/film":
                context.Response.ContentType = "video/mp4";
                await context.Response.Body.WriteAsync(new byte[100]);
                break;
            case "/empty":
                await HtmlAsync(context, "");
                break;
            case "/deep":
                await HtmlAsync(context, string.Concat(Enumerable.Repeat("<div><b><i>", 20_000)) + "<h1>The bottom</h1>");
                break;
            case "/wide":
                await HtmlAsync(context, $"<meta {string.Concat(Enumerable.Range(0, 30_000).Select(i => $"a{i} "))} property=og:title content=found>");
                break;
            case "/huge":
                context.Response.ContentType = "text/html";
                await EndlessAsync(context.Response.Body, context);
                break;
            case "/bomb":
                context.Response.ContentType = "text/html";
                context.Response.Headers.ContentEncoding = "gzip";
                await using (var packed = new GZipStream(context.Response.Body, CompressionLevel.Optimal))
                {
                    await EndlessAsync(packed, context);
                }

                break;
            case "/slow":
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync("<title>The begin");
                await context.Response.Body.FlushAsync();
                await over.Task.WaitAsync(context.RequestAborted);
                break;
            case "/missing":
                context.Response.StatusCode = 404;
                break;
            default:
                Redirect(context, path);
                break;
        }
    }

    private void Redirect(HttpContext context, string path)
    {
        // /hop/3 leads to /hop/2 and so on, to the page.
        var left = path.StartsWith("/hop/", StringComparison.Ordinal) ? int.Parse(path["/hop/".Length..], CultureInfo.InvariantCulture) : 0;
        context.Response.StatusCode = 302;
        context.Response.Headers.Location = path switch
        {
            "/inwards" => $"http://127.0.0.1:{Port}/page",
            "/metadata" => "http://169.254.169.254/latest/",
            "/file" => "file:///etc/hostname",
            "/circle" => "/circle",
            _ => left > 1 ? $"/hop/{left - 1}" : "/page",
        };
    }

    private static async Task HtmlAsync(HttpContext context, string html)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(html);
    }

    private static async Task EndlessAsync(Stream body, HttpContext context)
    {
        var piece = Encoding.ASCII.GetBytes(new string(' ', 64 * 1024));
        for (var written = 0; written < 64 * 1024 * 1024 && !context.RequestAborted.IsCancellationRequested; written += piece.Length)
        {
            await body.WriteAsync(piece, context.RequestAborted);
        }
    }
}
