using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vestnik.Homeserver.Media;

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

/// <summary>https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1mediapreview_url</summary>
public sealed class PreviewTests(TownThatLooks town, Town blind) : IClassFixture<TownThatLooks>, IClassFixture<Town>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/_matrix/client/v1/media/preview_url")]
    [InlineData("/_matrix/media/v3/preview_url")]
    public async Task A_page_is_shown_as_it_says_of_itself_with_a_copy_of_its_picture(string endpoint)
    {
        var anna = await town.PersonAsync("anna");

        var preview = (await anna.GetAsync($"{endpoint}?url={Uri.EscapeDataString(town.Page("/page"))}")).Accepted();

        preview.Text("og:title").ShouldBe("The heron & the lock");
        preview.Text("og:type").ShouldBe("article");
        preview.Text("og:description").ShouldBe("Of birds.");
        preview.Text("og:image:type").ShouldBe("image/png");
        preview["og:image:width"].GetInt32().ShouldBe(90);
        preview["og:image:height"].GetInt32().ShouldBe(60);
        var picture = await anna.DownloadsAsync(preview.Text("og:image")["mxc://".Length..]);
        picture.ShouldBe(Pictures.Of("png", 90, 60));
        preview["matrix:image:size"].GetInt64().ShouldBe(picture.Length);
    }

    [Fact]
    public async Task A_page_without_properties_is_shown_by_its_title_and_text()
    {
        var preview = (await LookAsync("/plain")).Accepted();

        preview.Text("og:title").ShouldBe("Only a title");
        preview.Text("og:description").ShouldBe("A paragraph that is long enough to tell what the page is about.");
        preview.Has("og:image").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/koi8", "Цапля")]
    [InlineData("/windows", "Шлюз")]
    public async Task Pages_in_old_encodings_are_read(string path, string title) =>
        (await LookAsync(path)).Accepted().Text("og:title").ShouldBe(title);

    [Theory]
    [InlineData("/film")]
    [InlineData("/empty")]
    public async Task Of_what_is_no_page_or_says_nothing_nothing_is_shown(string path) =>
        (await LookAsync(path)).Accepted().Has("og:title").ShouldBeFalse();

    [Fact]
    public async Task A_picture_that_is_a_script_is_not_copied()
    {
        var preview = (await LookAsync("/drawing")).Accepted();

        town.Visits.ShouldContainKey("/drawing.svg");
        preview.Text("og:title").ShouldBe("Drawn");
        preview.Has("og:image").ShouldBeFalse();
    }

    [Fact]
    public async Task A_page_nested_without_end_is_read_like_others()
    {
        (await LookAsync("/deep")).Accepted().Text("og:title").ShouldBe("The bottom");
        (await LookAsync("/wide")).Accepted().Text("og:title").ShouldBe("found");
    }

    [Fact]
    public async Task A_few_redirects_are_followed_and_no_more()
    {
        (await LookAsync("/hop/5")).Accepted().Text("og:title").ShouldBe("The heron & the lock");
        (await LookAsync("/hop/6")).Refused(404, "M_NOT_FOUND");
        (await LookAsync("/circle")).Refused(404, "M_NOT_FOUND");
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/page")]
    [InlineData("http://localhost:{0}/page")]
    [InlineData("http://[::1]:{0}/page")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/page")]
    [InlineData("http://2130706433:{0}/page")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://mail.localhost:{0}/page")]
    public async Task Private_addresses_are_not_looked_at_not_even_those_open_to_the_operator(string url)
    {
        var anna = await town.PersonAsync("anna");
        (await LookAsync("/page")).Accepted();

        (await LookAtAsync(anna, string.Format(CultureInfo.InvariantCulture, url, town.Port))).Refused(403, "M_FORBIDDEN");
    }

    [Theory]
    [InlineData("/inwards")]
    [InlineData("/metadata")]
    [InlineData("/file")]
    public async Task A_redirect_to_where_nobody_may_go_leads_nowhere(string path)
    {
        (await LookAsync("/hop/1")).Accepted();

        (await LookAsync(path)).Refused(403, "M_FORBIDDEN");
    }

    [Fact]
    public async Task A_huge_page_is_refused() => (await LookAsync("/huge")).Refused(413, "M_TOO_LARGE");

    [Fact]
    public async Task A_page_that_unpacks_without_end_is_refused() => (await LookAsync("/bomb")).Refused(413, "M_TOO_LARGE");

    [Fact]
    public async Task A_page_that_does_not_end_is_given_up() => (await LookAsync("/slow")).Refused(404, "M_NOT_FOUND");

    [Fact]
    public async Task A_page_that_is_not_there_is_not_found() => (await LookAsync("/missing")).Refused(404, "M_NOT_FOUND");

    [Theory]
    [InlineData("")]
    [InlineData("pages.localhost")]
    [InlineData("file:///etc/hostname")]
    [InlineData("http://name:word@pages.localhost/")]
    [InlineData("javascript:alert(1)")]
    public async Task What_is_no_link_is_refused(string url)
    {
        var anna = await town.PersonAsync("anna");

        (await LookAtAsync(anna, url)).Refused(400, url.Length == 0 ? "M_MISSING_PARAM" : "M_INVALID_PARAM");
        (await LookAtAsync(anna, $"http://pages.localhost/{new string('x', 2048)}")).Refused(400, "M_INVALID_PARAM");
    }

    [Fact]
    public async Task A_page_is_looked_at_once_an_hour_and_forgotten_after_a_day()
    {
        var first = (await LookAsync("/page?once")).Accepted();
        var visits = town.Visits["/page"];
        (await LookAsync("/page?once")).Accepted().Text("og:image").ShouldBe(first.Text("og:image"));
        town.Visits["/page"].ShouldBe(visits);

        town.Standing.Pass(TimeSpan.FromHours(1));
        (await LookAsync("/page?once")).Accepted().Text("og:image").ShouldNotBe(first.Text("og:image"));
        town.Visits["/page"].ShouldBe(visits + 1);

        town.Standing.Pass(TimeSpan.FromHours(26));
        await town.Services.GetRequiredService<MediaSweep>().SweepAsync(Cancel);
        var anna = await town.PersonAsync("anna");
        (await anna.GetAsync($"{MediaWords.Download}/{first.Text("og:image")["mxc://".Length..]}")).Refused(404, "M_NOT_FOUND");
    }

    [Fact]
    public async Task Where_the_operator_has_not_allowed_it_no_link_is_looked_at()
    {
        var anna = await blind.PersonAsync("anna");

        (await LookAtAsync(anna, town.Page("/page"))).Refused(403, "M_FORBIDDEN");
    }

    private async Task<Answer> LookAsync(string path) => await LookAtAsync(await town.PersonAsync("anna"), town.Page(path));

    private static Task<Answer> LookAtAsync(Person person, string url) =>
        person.GetAsync($"/_matrix/client/v1/media/preview_url?url={Uri.EscapeDataString(url)}");
}
