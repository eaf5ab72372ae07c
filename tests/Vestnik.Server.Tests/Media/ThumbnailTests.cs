using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Media;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Server.Tests.Media;

public sealed class ThumbnailsOnSqliteTests(Town town) : ThumbnailTests(town), IClassFixture<Town>;

public sealed class ThumbnailsOnPostgreSqlTests(TownOnPostgreSql town) : ThumbnailTests(town), IClassFixture<TownOnPostgreSql>;

/// <summary>https://spec.matrix.org/v1.19/client-server-api/#thumbnails</summary>
public abstract class ThumbnailTests(Town town)
{
    private const string Thumbnail = "/_matrix/client/v1/media/thumbnail";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("gif")]
    [InlineData("avif")]
    public async Task A_picture_of_each_kind_is_shown_small_and_whole_or_cut_to_a_shape(string kind)
    {
        var anna = await town.PersonAsync("anna");
        var media = await anna.UploadsAsync(Pictures.Of(kind, 1000, 500), $"image/{kind}");

        using var scaled = await anna.AsksAsync(HttpMethod.Get, $"{Thumbnail}/{media}?width=300&height=200&method=scale");
        using var cut = await anna.AsksAsync(HttpMethod.Get, $"{Thumbnail}/{media}?width=90&height=90&method=crop");

        scaled.StatusCode.ShouldBe(HttpStatusCode.OK);
        Pictures.LookAtStill(await scaled.Content.ReadAsByteArrayAsync(Cancel)).ShouldBe((320, 160));
        scaled.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("inline");
        scaled.Header("Content-Security-Policy").ShouldNotBeNull().ShouldStartWith("sandbox;");
        Pictures.LookAtStill(await cut.Content.ReadAsByteArrayAsync(Cancel)).ShouldBe((96, 96));
        cut.Content.Headers.ContentType!.MediaType.ShouldBeOneOf("image/jpeg", "image/png");
    }

    [Fact]
    public async Task A_picture_that_is_small_already_is_given_as_it_is_and_never_made_larger()
    {
        var anna = await town.PersonAsync("anna");
        var small = Pictures.Of("jpeg", 60, 40);
        var (jpeg, avif) = (await anna.UploadsAsync(small, "image/jpeg"), await anna.UploadsAsync(Pictures.Of("avif", 60, 40), "image/avif"));

        (await GetAsync(anna, jpeg, "width=800&height=600&method=scale")).ShouldBe(small);
        Pictures.LookAtStill(await GetAsync(anna, avif, "width=800&height=600&method=scale")).ShouldBe((60, 40));
        Pictures.LookAtStill(await GetAsync(anna, await anna.UploadsAsync(Pictures.Of("png", 50, 400), "image/png"), "width=96&height=96&method=crop")).ShouldBe((50, 50));
    }

    [Fact]
    public async Task A_moving_picture_moves_only_when_that_is_wished()
    {
        var anna = await town.PersonAsync("anna");
        var media = await anna.UploadsAsync(Pictures.Moving(400, 300), "image/gif");
        const string size = "width=96&height=96&method=crop";

        var moving = Pictures.Look(await GetAsync(anna, media, $"{size}&animated=true"));
        (moving.Width, moving.Height, moving.Frames).ShouldBe((96, 96, 3));
        Pictures.Look(await GetAsync(anna, media, "width=320&height=240&method=scale&animated=true")).Frames.ShouldBe(3);
        foreach (var wish in (string[])["", "&animated=false"])
        {
            Pictures.Look(await GetAsync(anna, media, size + wish)).Frames.ShouldBe(1);
        }

        // One that is small already does not move either.
        var small = await anna.UploadsAsync(Pictures.Moving(20, 20), "image/gif");
        Pictures.LookAtStill(await GetAsync(anna, small, size)).ShouldBe((20, 20));
        Pictures.Look(await GetAsync(anna, small, $"{size}&animated=true")).Frames.ShouldBe(3);
        using var still = await anna.AsksAsync(HttpMethod.Get, $"{Thumbnail}/{small}?{size}");
        still.Content.Headers.ContentType!.MediaType.ShouldNotBe("image/gif");
    }

    [Fact]
    public async Task What_can_be_seen_through_stays_so()
    {
        var anna = await town.PersonAsync("anna");
        var media = await anna.UploadsAsync(Pictures.Transparent(400, 300), "image/png");

        Pictures.Look(await GetAsync(anna, media, "width=32&height=32&method=crop")).HasAlpha.ShouldBeTrue();
    }

    [Fact]
    public async Task A_thumbnail_stands_upright_and_does_not_tell_where_the_camera_was()
    {
        var anna = await town.PersonAsync("anna");
        const string place = "at the third lock of Sosnovka";
        var picture = Pictures.Upright(800, 400, place);
        Encoding.Latin1.GetString(picture).ShouldContain(place);

        var thumbnail = await GetAsync(anna, await anna.UploadsAsync(picture, "image/jpeg"), "width=320&height=240&method=scale");

        Pictures.LookAtStill(thumbnail).ShouldBe((120, 240));
        Encoding.Latin1.GetString(thumbnail).ShouldNotContain(place);
    }

    [Theory]
    [InlineData("image/svg+xml", """<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>""")]
    [InlineData("image/png", """<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>""")]
    [InlineData("image/png", "%PDF-1.4 not a picture")]
    [InlineData("image/png", "P5 8 8 255 abcdefgh")]
    [InlineData("application/octet-stream", "ciphertext")]
    [InlineData("image/jpeg", "")]
    public async Task Of_what_is_no_picture_or_opaque_no_thumbnail_is_made(string type, string content)
    {
        var anna = await town.PersonAsync("anna");
        var media = await anna.UploadsAsync(Encoding.UTF8.GetBytes(content), type);

        (await anna.GetAsync($"{Thumbnail}/{media}?width=32&height=32")).Refused(400, "M_UNKNOWN");
    }

    [Fact]
    public async Task Broken_pictures_are_refused_and_the_next_one_is_shown()
    {
        var anna = await town.PersonAsync("anna");
        foreach (var kind in (string[])["jpeg", "png", "webp", "gif", "avif"])
        {
            var whole = Pictures.Of(kind, 600, 400);
            foreach (var length in (int[])[4, 20])
            {
                var media = await anna.UploadsAsync(whole[..length], $"image/{kind}");
                (await anna.GetAsync($"{Thumbnail}/{media}?width=32&height=32")).Refused(400, "M_UNKNOWN");
            }

            // Of a picture whose end is missing some kinds show the beginning.
            var cut = await anna.UploadsAsync(whole[..(whole.Length / 3)], $"image/{kind}");
            using var answer = await anna.AsksAsync(HttpMethod.Get, $"{Thumbnail}/{cut}?width=32&height=32");
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
        }

        (await GetAsync(anna, await anna.UploadsAsync(Pictures.Of("jpeg", 600, 400), "image/jpeg"), "width=32&height=32")).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_small_file_that_unpacks_to_a_huge_picture_is_refused_before_it_is_unpacked()
    {
        var anna = await town.PersonAsync("anna");
        var bomb = Pictures.Bomb(60_000, 60_000);
        bomb.Length.ShouldBeLessThan(1000);
        var media = await anna.UploadsAsync(bomb, "image/png");

        (await anna.GetAsync($"{Thumbnail}/{media}?width=32&height=32")).Refused(413, "M_TOO_LARGE");
    }

    [Theory]
    [InlineData("", "M_MISSING_PARAM")]
    [InlineData("width=32", "M_MISSING_PARAM")]
    [InlineData("width=0&height=32", "M_INVALID_PARAM")]
    [InlineData("width=-1&height=32", "M_INVALID_PARAM")]
    [InlineData("width=1.5&height=32", "M_INVALID_PARAM")]
    [InlineData("width=99999999999&height=32", "M_INVALID_PARAM")]
    [InlineData("width=32&height=32&method=stretch", "M_INVALID_PARAM")]
    [InlineData("width=32&height=32&animated=perhaps", "M_INVALID_PARAM")]
    public async Task Odd_wishes_are_refused_in_words(string query, string code)
    {
        var anna = await town.PersonAsync("anna");
        var media = await anna.UploadsAsync(Pictures.Of("png", 40, 40), "image/png");

        (await anna.GetAsync($"{Thumbnail}/{media}?{query}")).Refused(400, code);
    }

    [Fact]
    public async Task A_thumbnail_is_made_once_however_many_ask_for_it_and_goes_with_its_picture()
    {
        var anna = await town.PersonAsync("anna");
        var before = Files();
        var media = await anna.UploadsAsync(Pictures.Of("jpeg", 1000, 600), "image/jpeg");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GetAsync(anna, media, "width=320&height=240")));
        answers.ShouldAllBe(answer => answer.SequenceEqual(answers[0]));
        (Files() - before).ShouldBe(2, "the picture and one thumbnail");

        var id = MediaId.Parse(media.Split('/')[1]);
        await town.Services.GetRequiredService<MediaRemoval>().RemoveAsync([new OwnedMedia(id, UserId.Parse(anna.UserId))], Cancel);
        Files().ShouldBe(before);
        (await anna.GetAsync($"{Thumbnail}/{media}?width=320&height=240")).Refused(404, "M_NOT_FOUND");
    }

    private int Files() => Directory.GetFiles(Path.Combine(town.DataDirectory, "media"), "*", SearchOption.AllDirectories).Length;

    private static async Task<byte[]> GetAsync(Person person, string media, string query)
    {
        using var answer = await person.AsksAsync(HttpMethod.Get, $"{Thumbnail}/{media}?{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsByteArrayAsync(Cancel);
    }
}
