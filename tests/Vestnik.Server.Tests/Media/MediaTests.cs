using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Media;

namespace Vestnik.Server.Tests.Media;

/// <summary>A town whose uploads may have at most a million bytes, and three millions of one person.</summary>
public sealed class TownOfSmallUploads : Town
{
    public const int Largest = 1_000_000;

    public static JsonObject Media => new() { ["MaximumUploadBytes"] = Largest, ["QuotaBytes"] = 3 * Largest, ["QuotaInfoUri"] = "https://town.example/room" };

    protected override void Configure(JsonObject vestnik)
    {
        ArgumentNullException.ThrowIfNull(vestnik);
        vestnik["Media"] = Media;
    }
}

/// <summary>The same on the other database.</summary>
public sealed class TownOfSmallUploadsOnPostgreSql : TownOnPostgreSql
{
    protected override void Configure(JsonObject vestnik)
    {
        base.Configure(vestnik);
        vestnik["Media"] = TownOfSmallUploads.Media;
    }
}

public sealed class MediaOnSqliteTests(TownOfSmallUploads town) : MediaTests(town), IClassFixture<TownOfSmallUploads>;

public sealed class MediaOnPostgreSqlTests(TownOfSmallUploadsOnPostgreSql town) : MediaTests(town), IClassFixture<TownOfSmallUploadsOnPostgreSql>;

public abstract class MediaTests(Town town)
{
    private const string Download = "/_matrix/client/v1/media/download";

    [Fact]
    public async Task What_was_uploaded_comes_back_byte_for_byte_also_after_a_restart()
    {
        var anna = await town.PersonAsync("anna");
        var content = Bytes(700_000);
        var path = await UploadsAsync(anna, content, "image/png");
        await town.RestartAsync();

        using var answer = await GetAsync(anna, path);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync(Cancel)).ShouldBe(content);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
    }

    [Fact]
    public async Task Content_is_served_so_that_it_can_do_no_harm()
    {
        var anna = await town.PersonAsync("anna");
        var picture = await UploadsAsync(anna, Bytes(10), "image/png");
        var page = await UploadsAsync(anna, "<script>alert(1)</script>"u8.ToArray(), "text/html", fileName: "ünsafe.html");

        using var shown = await GetAsync(anna, picture);
        using var saved = await GetAsync(anna, page);

        shown.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("inline");
        saved.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        saved.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("ünsafe.html");
        saved.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("sandbox; default-src 'none';");
        saved.Headers.GetValues("Cross-Origin-Resource-Policy").Single().ShouldBe("cross-origin");
        saved.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
    }

    [Fact]
    public async Task A_part_of_the_content_can_be_asked_for()
    {
        var anna = await town.PersonAsync("anna");
        var content = Bytes(1000);
        var path = await UploadsAsync(anna, content, "video/mp4");

        using var answer = await GetAsync(anna, path, new RangeHeaderValue(100, 199));

        answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await answer.Content.ReadAsByteArrayAsync(Cancel)).ShouldBe(content[100..200]);
    }

    [Fact]
    public async Task Nobody_downloads_without_a_token_and_the_old_paths_are_frozen()
    {
        var anna = await town.PersonAsync("anna");
        var path = await UploadsAsync(anna, Bytes(10), "image/png");

        (await town.SendAsync(HttpMethod.Get, path)).Refused(401, "M_MISSING_TOKEN");
        (await town.SendAsync(HttpMethod.Get, path.Replace("/client/v1/media/", "/media/v3/", StringComparison.Ordinal))).Refused(404, "M_NOT_FOUND");
    }

    [Theory]
    [InlineData("/town.example/nosuchmedia")]
    [InlineData("/elsewhere.example/abc")]
    [InlineData("/town.example/..%2F..%2Fvestnik.db")]
    [InlineData("/town.example/%2e%2e")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        var anna = await town.PersonAsync("anna");

        (await anna.GetAsync(Download + path)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task An_upload_that_is_too_large_is_refused_whether_it_says_so_or_not_and_leaves_nothing()
    {
        var anna = await town.PersonAsync("anna");

        using var announced = await PostAsync(anna, new ByteArrayContent(new byte[TownOfSmallUploads.Largest + 1]));
        using var silent = await PostAsync(anna, new StreamContent(new Endless(TownOfSmallUploads.Largest + 1)));

        announced.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        silent.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await silent.Content.ReadAsStringAsync(Cancel)).ShouldContain("M_TOO_LARGE");
        Directory.GetFiles(Incoming).ShouldBeEmpty();
        (await anna.GetAsync("/_matrix/client/v1/media/config")).Accepted()["m.upload.size"].GetInt64().ShouldBe(TownOfSmallUploads.Largest);
    }

    [Fact]
    public async Task Who_has_used_up_the_quota_is_told_so_and_others_are_not()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        for (var upload = 0; upload < 2; upload++)
        {
            await UploadsAsync(anna, Bytes(TownOfSmallUploads.Largest, upload), "image/png");
        }

        await UploadsAsync(anna, Bytes(TownOfSmallUploads.Largest - 10, 2), "image/png");
        var name = (await anna.PostAsync("/_matrix/media/v1/create")).Accepted().Text("content_uri")["mxc://".Length..];

        using var large = await PostAsync(anna, new ByteArrayContent(Bytes(11)));
        await ShouldTellTheQuotaAsync(large);
        using var late = await SendAsync(anna, new HttpRequestMessage(HttpMethod.Put, $"/_matrix/media/v3/upload/{name}") { Content = new ByteArrayContent(Bytes(11)) });
        await ShouldTellTheQuotaAsync(late);
        await UploadsAsync(anna, Bytes(10), "image/png");
        using var small = await PostAsync(anna, new ByteArrayContent(Bytes(1)));
        await ShouldTellTheQuotaAsync(small);
        await UploadsAsync(boris, Bytes(11), "image/png");
        Directory.GetFiles(Incoming).ShouldBeEmpty();
    }

    [Fact]
    public async Task Uploads_at_the_same_time_do_not_get_past_the_quota()
    {
        var anna = await town.PersonAsync("anna");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async upload =>
        {
            using var answer = await PostAsync(anna, new ByteArrayContent(Bytes(TownOfSmallUploads.Largest / 2, upload)));
            return answer.StatusCode;
        }));

        answers.Count(status => status == HttpStatusCode.OK).ShouldBe(6);
        answers.Count(status => status == HttpStatusCode.Forbidden).ShouldBe(6);
        Directory.GetFiles(Incoming).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_can_be_had_before_the_content_and_takes_it_once()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var uri = (await anna.PostAsync("/_matrix/media/v1/create")).Accepted().Text("content_uri");
        var name = uri["mxc://".Length..];

        (await anna.GetAsync($"{Download}/{name}?timeout_ms=0")).Refused(504, "M_NOT_YET_UPLOADED");
        (await PutAsync(boris, name)).Refused(403, "M_FORBIDDEN");
        (await PutAsync(anna, name)).Accepted();
        (await PutAsync(anna, name)).Refused(409, "M_CANNOT_OVERWRITE_MEDIA");

        using var answer = await GetAsync(boris, $"{Download}/{name}");
        (await answer.Content.ReadAsByteArrayAsync(Cancel)).ShouldBe("late"u8.ToArray());
        Directory.GetFiles(Incoming).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_crash_has_left_is_finished_when_it_was_recorded_and_removed_when_not()
    {
        var anna = await town.PersonAsync("anna");
        var path = await UploadsAsync(anna, Bytes(10), "image/png");
        var file = Directory.GetFiles(Path.Combine(town.DataDirectory, "media"), "*", SearchOption.AllDirectories)
            .OrderByDescending(File.GetLastWriteTimeUtc).First();
        var unsettled = Path.Combine(Incoming, Path.GetFileName(file));
        File.Move(file, unsettled);
        var orphan = Path.Combine(Incoming, "orphan");
        await File.WriteAllBytesAsync(orphan, Bytes(10), Cancel);
        foreach (var old in (string[])[unsettled, orphan])
        {
            File.SetLastWriteTimeUtc(old, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        using var meanwhile = await GetAsync(anna, path);
        meanwhile.StatusCode.ShouldBe(HttpStatusCode.OK);
        await town.Services.GetRequiredService<MediaSweep>().SweepAsync(Cancel);

        Directory.GetFiles(Incoming).ShouldBeEmpty();
        using var answer = await GetAsync(anna, path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task ShouldTellTheQuotaAsync(HttpResponseMessage response)
    {
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Cancel));
        new Answer((int)response.StatusCode, json.RootElement).Refused(403, "M_USER_LIMIT_EXCEEDED").Text("info_uri").ShouldBe("https://town.example/room");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Incoming => Path.Combine(town.DataDirectory, "media", "incoming");

    private static byte[] Bytes(int count, int kind = 0) => [.. Enumerable.Range(0, count).Select(i => (byte)((i * 31) + kind))];

    private static async Task<Answer> PutAsync(Person person, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/_matrix/media/v3/upload/{name}") { Content = new ByteArrayContent("late"u8.ToArray()) };
        using var response = await SendAsync(person, request);
        return new Answer((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Cancel)).RootElement);
    }

    private static async Task<string> UploadsAsync(Person person, byte[] content, string type, string? fileName = null)
    {
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var response = await PostAsync(person, body, fileName is null ? "" : $"?filename={Uri.EscapeDataString(fileName)}");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Cancel));
        return $"{Download}/{json.RootElement.GetProperty("content_uri").GetString()!["mxc://".Length..]}";
    }

    private static Task<HttpResponseMessage> PostAsync(Person person, HttpContent body, string query = "") =>
        SendAsync(person, new HttpRequestMessage(HttpMethod.Post, $"/_matrix/media/v3/upload{query}") { Content = body });

    private static Task<HttpResponseMessage> GetAsync(Person person, string path, RangeHeaderValue? range = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Range = range;
        return SendAsync(person, request);
    }

    private static Task<HttpResponseMessage> SendAsync(Person person, HttpRequestMessage request)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", person.AccessToken);
        return person.Town.Http.SendAsync(request, Cancel);
    }

    /// <summary>Content that does not say how long it is.</summary>
    private sealed class Endless(int length) : Stream
    {
        private int left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = Math.Min(count, left);
            left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
