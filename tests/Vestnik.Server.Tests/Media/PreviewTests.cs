using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Media;

namespace Vestnik.Server.Tests.Media;

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
