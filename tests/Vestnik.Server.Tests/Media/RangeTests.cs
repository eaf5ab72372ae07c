using System.Net;

namespace Vestnik.Server.Tests.Media;

/// <summary>Parts and conditions of a download: https://www.rfc-editor.org/rfc/rfc9110.html#section-14 and section 13.</summary>
public sealed class RangeTests(Town town) : IClassFixture<Town>
{
    private static readonly byte[] Content = MediaWords.Bytes(1000);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bytes=100-199", 100, 200)]
    [InlineData("bytes=0-0", 0, 1)]
    [InlineData("bytes=900-", 900, 1000)]
    [InlineData("bytes=-10", 990, 1000)]
    [InlineData("bytes=990-5000", 990, 1000)]
    [InlineData("bytes=-5000", 0, 1000)]
    public async Task One_part_is_given_alone_and_says_where_it_lies(string range, int from, int to)
    {
        var (anna, path) = await UploadedAsync();

        using var answer = await anna.AsksAsync(HttpMethod.Get, path, null, ("Range", range));

        answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        answer.Header("Content-Range").ShouldBe($"bytes {from}-{to - 1}/1000");
        answer.Content.Headers.ContentLength.ShouldBe(to - from);
        (await answer.Content.ReadAsByteArrayAsync(Cancel)).ShouldBe(Content[from..to]);
    }

    [Theory]
    [InlineData("bytes=1000-")]
    [InlineData("bytes=5000-6000")]
    public async Task A_part_behind_the_end_is_refused_with_the_length(string range)
    {
        var (anna, path) = await UploadedAsync();

        using var answer = await anna.AsksAsync(HttpMethod.Get, path, null, ("Range", range));

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
        answer.Header("Content-Range").ShouldBe("bytes */1000");
    }

    [Theory]
    [InlineData("bytes=0-9,20-29")]
    [InlineData("bytes=9-0")]
    [InlineData("lines=1-2")]
    [InlineData("bytes=x-y")]
    [InlineData("bytes=")]
    public async Task Several_parts_at_once_and_nonsense_are_answered_with_the_whole(string range)
    {
        var (anna, path) = await UploadedAsync();

        using var answer = await anna.AsksAsync(HttpMethod.Get, path, null, ("Range", range));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Header("Accept-Ranges").ShouldBe("bytes");
        (await answer.Content.ReadAsByteArrayAsync(Cancel)).ShouldBe(Content);
    }

    [Fact]
    public async Task A_part_of_what_was_seen_before_is_a_part_only_if_it_is_still_the_same()
    {
        var (anna, path) = await UploadedAsync();
        using var whole = await anna.AsksAsync(HttpMethod.Get, path);
        var tag = whole.Header("ETag")!;

        using var same = await anna.AsksAsync(HttpMethod.Get, path, null, ("Range", "bytes=0-9"), ("If-Range", tag));
        using var other = await anna.AsksAsync(HttpMethod.Get, path, null, ("Range", "bytes=0-9"), ("If-Range", "\"another\""));

        same.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_has_the_content_already_gets_no_bytes()
    {
        var (anna, path) = await UploadedAsync();
        using var whole = await anna.AsksAsync(HttpMethod.Get, path);
        var tag = whole.Header("ETag")!;

        using var known = await anna.AsksAsync(HttpMethod.Get, path, null, ("If-None-Match", $"\"old\", {tag}"));
        using var unknown = await anna.AsksAsync(HttpMethod.Get, path, null, ("If-None-Match", "\"old\""));
        using var demanded = await anna.AsksAsync(HttpMethod.Get, path, null, ("If-Match", "\"old\""));

        known.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await known.Content.ReadAsByteArrayAsync(Cancel)).ShouldBeEmpty();
        unknown.StatusCode.ShouldBe(HttpStatusCode.OK);
        demanded.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task The_head_alone_tells_what_a_download_would_be()
    {
        var (anna, path) = await UploadedAsync();

        using var whole = await anna.AsksAsync(HttpMethod.Head, path);
        using var part = await anna.AsksAsync(HttpMethod.Head, $"{path}/a%20film.mp4");
        using var nothing = await anna.AsksAsync(HttpMethod.Head, $"{MediaWords.Download}/{Town.ServerName}/nosuchmedia");

        whole.StatusCode.ShouldBe(HttpStatusCode.OK);
        whole.Content.Headers.ContentLength.ShouldBe(1000);
        whole.Content.Headers.ContentType!.MediaType.ShouldBe("video/mp4");
        (await whole.Content.ReadAsByteArrayAsync(Cancel)).ShouldBeEmpty();
        part.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe("a film.mp4");
        nothing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<(Person Anna, string Path)> UploadedAsync()
    {
        var anna = await town.PersonAsync("anna");
        return (anna, $"{MediaWords.Download}/{await anna.UploadsAsync(Content, "video/mp4")}");
    }
}
