using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Media;

namespace Vestnik.Server.Tests.Media;

/// <summary>A town whose clock stands, where uploads are small.</summary>
public sealed class TownOfPatience : Town
{
    public StandingClock Standing { get; } = new();

    public override TimeProvider Clock => Standing;

    protected override void Configure(System.Text.Json.Nodes.JsonObject vestnik)
    {
        ArgumentNullException.ThrowIfNull(vestnik);
        vestnik["Media"] = TownOfSmallUploads.Media;
    }
}

/// <summary>Uploads that go on where their connection was cut: docs/adr/0017-media.md.</summary>
public sealed class ResumableUploadTests(TownOfSmallUploads town, TownOfPatience patient) : IClassFixture<TownOfSmallUploads>, IClassFixture<TownOfPatience>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upload_in_three_pieces_is_whole_under_its_name_with_what_was_said_at_the_beginning()
    {
        var anna = await town.PersonAsync("anna");
        var content = MediaWords.Bytes(3000);
        var name = await anna.AnnouncesUploadAsync();

        using var begun = await BeginAsync(anna, $"{name}?filename=film.mp4", content[..1000]);
        begun.StatusCode.ShouldBe(HttpStatusCode.Created);
        begun.Header("Upload-Offset").ShouldBe("1000");
        begun.Header("Upload-Complete").ShouldBe("?0");
        using var middle = await AppendAsync(anna, name, 1000, content[1000..2000], isLast: false);
        middle.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await anna.GetAsync($"{MediaWords.Download}/{name}?timeout_ms=0")).Refused(504, "M_NOT_YET_UPLOADED");
        using var last = await AppendAsync(anna, name, 2000, content[2000..], isLast: true);
        last.StatusCode.ShouldBe(HttpStatusCode.OK);
        last.Header("Upload-Complete").ShouldBe("?1");

        using var answer = await anna.AsksAsync(HttpMethod.Get, $"{MediaWords.Download}/{name}");
        (await answer.Content.ReadAsByteArrayAsync(Cancel)).ShouldBe(content);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("video/mp4");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("film.mp4");
        Partial(town).ShouldNotContain(part => name.EndsWith(Path.GetFileName(part), StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_cut_connection_the_upload_goes_on_where_it_ended_also_after_a_restart()
    {
        var anna = await town.PersonAsync("anna");
        var content = MediaWords.Bytes(50_000);
        var name = await anna.AnnouncesUploadAsync();
        using (var connection = await SendHalfAsync(anna, name, content, 20_000))
        {
            await ArrivesAsync(anna, name, 20_000);
        }

        await town.RestartAsync();
        (await OffsetAsync(anna, name)).ShouldBe(20_000);
        using var rest = await AppendAsync(anna, name, 20_000, content[20_000..], isLast: true);

        rest.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await anna.DownloadsAsync(name)).ShouldBe(content);
    }

    [Fact]
    public async Task Who_comes_back_while_the_old_connection_hangs_takes_its_place()
    {
        var anna = await town.PersonAsync("anna");
        var content = MediaWords.Bytes(50_000);
        var name = await anna.AnnouncesUploadAsync();
        using var hanging = await SendHalfAsync(anna, name, content, 20_000);
        await ArrivesAsync(anna, name, 20_000);

        using var rest = await AppendAsync(anna, name, 20_000, content[20_000..], isLast: true);

        rest.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await anna.DownloadsAsync(name)).ShouldBe(content);
    }

    [Fact]
    public async Task A_piece_that_begins_elsewhere_is_refused_with_where_the_upload_ends()
    {
        var anna = await town.PersonAsync("anna");
        var name = await anna.AnnouncesUploadAsync();
        using var begun = await BeginAsync(anna, name, MediaWords.Bytes(100));

        using var tooFar = await AppendAsync(anna, name, 101, MediaWords.Bytes(10), isLast: false);
        using var again = await AppendAsync(anna, name, 0, MediaWords.Bytes(10), isLast: false);

        tooFar.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        tooFar.Header("Upload-Offset").ShouldBe("100");
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await OffsetAsync(anna, name)).ShouldBe(100);
    }

    [Fact]
    public async Task Only_who_announced_it_may_bring_look_at_or_give_up_an_upload()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var name = await anna.AnnouncesUploadAsync();
        using var begun = await BeginAsync(anna, name, MediaWords.Bytes(100));

        using var append = await AppendAsync(boris, name, 100, MediaWords.Bytes(10), isLast: true);
        using var look = await boris.AsksAsync(HttpMethod.Head, $"{MediaWords.ToName}/{name}");
        using var cancel = await boris.AsksAsync(HttpMethod.Delete, $"{MediaWords.ToName}/{name}");
        (await MediaWords.AnswerAsync(append)).Refused(403, "M_FORBIDDEN");
        look.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await MediaWords.AnswerAsync(cancel)).Refused(403, "M_FORBIDDEN");

        using var given = await anna.AsksAsync(HttpMethod.Delete, $"{MediaWords.ToName}/{name}");
        given.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await OffsetAsync(anna, name)).ShouldBe(0);
        using var whole = await BeginAsync(anna, name, MediaWords.Bytes(7), isLast: true);
        (await anna.DownloadsAsync(name)).ShouldBe(MediaWords.Bytes(7));
        using var late = await AppendAsync(anna, name, 7, MediaWords.Bytes(1), isLast: true);
        (await MediaWords.AnswerAsync(late)).Refused(409, "M_CANNOT_OVERWRITE_MEDIA");
    }

    [Fact]
    public async Task Pieces_do_not_get_past_the_limits_of_an_upload_and_of_a_person()
    {
        var anna = await town.PersonAsync("anna");
        var names = new[] { await anna.AnnouncesUploadAsync(), await anna.AnnouncesUploadAsync(), await anna.AnnouncesUploadAsync(), await anna.AnnouncesUploadAsync() };
        const int most = TownOfSmallUploads.Largest;
        foreach (var name in names[..3])
        {
            using var begun = await BeginAsync(anna, name, MediaWords.Bytes(most - 10));
            begun.StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        using var tooLarge = await AppendAsync(anna, names[0], most - 10, MediaWords.Bytes(11), isLast: false);
        (await MediaWords.AnswerAsync(tooLarge)).Refused(413, "M_TOO_LARGE");
        (await OffsetAsync(anna, names[0])).ShouldBe(most - 10);
        using var overQuota = await BeginAsync(anna, names[3], MediaWords.Bytes(31));
        (await MediaWords.AnswerAsync(overQuota)).Refused(403, "M_USER_LIMIT_EXCEEDED");
        using var fits = await BeginAsync(anna, names[3], MediaWords.Bytes(30));
        fits.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("Upload-Offset", "-1")]
    [InlineData("Upload-Offset", "one")]
    [InlineData("Upload-Offset", "99999999999999999999")]
    [InlineData("Upload-Complete", "yes")]
    public async Task Odd_headers_are_refused_in_words(string header, string value)
    {
        var anna = await town.PersonAsync("anna");
        var name = await anna.AnnouncesUploadAsync();
        var other = header == "Upload-Offset" ? ("Upload-Complete", "?1") : ("Upload-Offset", "0");

        using var answer = await anna.AsksAsync(HttpMethod.Patch, $"{MediaWords.ToName}/{name}", new ByteArrayContent([1]), (header, value), other);

        (await MediaWords.AnswerAsync(answer)).Refused(400, "M_INVALID_PARAM");
    }

    [Fact]
    public async Task What_is_not_finished_in_a_day_is_gone_and_does_not_count_any_more()
    {
        var anna = await patient.PersonAsync("anna");
        var name = await anna.AnnouncesUploadAsync();
        using var begun = await BeginAsync(anna, name, MediaWords.Bytes(1000));
        Partial(patient).ShouldNotBeEmpty();

        patient.Standing.Pass(TimeSpan.FromHours(25));
        await patient.Services.GetRequiredService<MediaSweep>().SweepAsync(Cancel);

        Partial(patient).ShouldBeEmpty();
        using var late = await AppendAsync(anna, name, 1000, MediaWords.Bytes(1), isLast: true);
        (await MediaWords.AnswerAsync(late)).Refused(404, "M_NOT_FOUND");
        for (var upload = 0; upload < 3; upload++)
        {
            await anna.UploadsAsync(MediaWords.Bytes(TownOfSmallUploads.Largest, upload));
        }
    }

    [Fact]
    public async Task Names_that_wait_for_content_are_limited_until_some_are_used_or_their_time_is_over()
    {
        var anna = await patient.PersonAsync("anna");
        for (var announced = 0; announced < 50; announced++)
        {
            await anna.AnnouncesUploadAsync();
        }

        (await anna.PostAsync("/_matrix/media/v1/create")).Refused(429, "M_LIMIT_EXCEEDED");
        patient.Standing.Pass(TimeSpan.FromHours(25));
        var created = (await anna.PostAsync("/_matrix/media/v1/create")).Accepted();
        var expires = DateTimeOffset.FromUnixTimeMilliseconds(created["unused_expires_at"].GetInt64());
        (expires - patient.Clock.GetUtcNow()).ShouldBe(TimeSpan.FromHours(24));
    }

    private static string[] Partial(Town town) => Directory.GetFiles(Path.Combine(town.DataDirectory, "media", "partial"));

    private static Task<HttpResponseMessage> BeginAsync(Person person, string name, byte[] piece, bool isLast = false)
    {
        var body = new ByteArrayContent(piece);
        body.Headers.ContentType = new MediaTypeHeaderValue("video/mp4");
        return person.AsksAsync(HttpMethod.Put, $"{MediaWords.ToName}/{name}", body, ("Upload-Complete", isLast ? "?1" : "?0"));
    }

    private static Task<HttpResponseMessage> AppendAsync(Person person, string name, int offset, byte[] piece, bool isLast) => person.AsksAsync(
        HttpMethod.Patch, $"{MediaWords.ToName}/{name}", new ByteArrayContent(piece),
        ("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture)), ("Upload-Complete", isLast ? "?1" : "?0"));

    private static async Task<long> OffsetAsync(Person person, string name)
    {
        using var answer = await person.AsksAsync(HttpMethod.Head, $"{MediaWords.ToName}/{name}");
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        return long.Parse(answer.Header("Upload-Offset")!, CultureInfo.InvariantCulture);
    }

    /// <summary>Looks until so much has arrived.</summary>
    private static async Task ArrivesAsync(Person person, string name, long offset)
    {
        while (await OffsetAsync(person, name) < offset)
        {
            Cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>A connection on which the beginning of a piece was sent, and the rest was not.</summary>
    private static async Task<TcpClient> SendHalfAsync(Person person, string name, byte[] content, int sent)
    {
        var server = person.Town.Http.BaseAddress!;
        var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port, Cancel);
        var head = $"""
            PATCH {MediaWords.ToName}/{name} HTTP/1.1
            Host: {server.Authority}
            Authorization: Bearer {person.AccessToken}
            Content-Type: application/partial-upload
            Upload-Offset: 0
            Upload-Complete: ?1
            Content-Length: {content.Length}


            """.ReplaceLineEndings("\r\n");
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Cancel);
        await connection.GetStream().WriteAsync(content.AsMemory(0, sent), Cancel);
        return connection;
    }
}
