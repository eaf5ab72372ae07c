using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Media;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Server.Tests.Media;

/// <summary>A town where nobody's content is kept that nobody has read for ten days. Its clock stands.</summary>
public sealed class TownThatForgets : Town
{
    public StandingClock Standing { get; } = new();

    public override TimeProvider Clock => Standing;

    protected override void Configure(JsonObject vestnik)
    {
        ArgumentNullException.ThrowIfNull(vestnik);
        var media = TownOfSmallUploads.Media;
        media["KeepUnusedDays"] = 10;
        vestnik["Media"] = media;
    }
}

public sealed class SharedMediaOnSqliteTests(TownOfSmallUploads town) : SharedMediaTests(town), IClassFixture<TownOfSmallUploads>;

public sealed class SharedMediaOnPostgreSqlTests(TownOfSmallUploadsOnPostgreSql town) : SharedMediaTests(town), IClassFixture<TownOfSmallUploadsOnPostgreSql>;

/// <summary>The same bytes of one person are stored and counted once; never across people: docs/adr/0017-media.md.</summary>
public abstract class SharedMediaTests(Town town)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_uploads_the_same_again_gets_another_name_and_the_bytes_are_kept_and_counted_once()
    {
        var anna = await town.PersonAsync("anna");
        var before = Files();
        var content = MediaWords.Bytes(TownOfSmallUploads.Largest);

        // Five times as much as the quota would hold three times.
        var names = new List<string>();
        for (var upload = 0; upload < 4; upload++)
        {
            names.Add(await anna.UploadsAsync(content, "image/png", $"picture-{upload}.png"));
        }

        var announced = await anna.AnnouncesUploadAsync();
        using (var late = await anna.AsksAsync(HttpMethod.Put, $"{MediaWords.ToName}/{announced}", new ByteArrayContent(content)))
        {
            (await MediaWords.AnswerAsync(late)).Accepted();
        }

        names.Distinct(StringComparer.Ordinal).Count().ShouldBe(4);
        (Files() - before).ShouldBe(1);
        await anna.UploadsAsync(MediaWords.Bytes(TownOfSmallUploads.Largest, 1));
        await anna.UploadsAsync(MediaWords.Bytes(TownOfSmallUploads.Largest, 2));
        using var tooMuch = await anna.AsksAsync(HttpMethod.Post, MediaWords.ToName, new ByteArrayContent([1]));
        (await MediaWords.AnswerAsync(tooMuch)).Refused(403, "M_USER_LIMIT_EXCEEDED");
        using var named = await anna.AsksAsync(HttpMethod.Get, $"{MediaWords.Download}/{names[3]}");
        named.Content.Headers.ContentDisposition!.FileName.ShouldBe("picture-3.png");
    }

    [Fact]
    public async Task Two_people_with_the_same_bytes_have_a_file_each_so_that_none_can_tell()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var before = Files();

        var hers = await anna.UploadsAsync(MediaWords.Bytes(5000));
        var his = await boris.UploadsAsync(MediaWords.Bytes(5000));

        (Files() - before).ShouldBe(2);
        await RemoveAsync(anna, hers);
        (await boris.DownloadsAsync(his)).ShouldBe(MediaWords.Bytes(5000));
    }

    [Fact]
    public async Task The_bytes_stay_until_their_last_name_is_gone()
    {
        var anna = await town.PersonAsync("anna");
        var before = Files();
        var (first, second) = (await anna.UploadsAsync(MediaWords.Bytes(6000)), await anna.UploadsAsync(MediaWords.Bytes(6000)));

        await RemoveAsync(anna, first);
        (await anna.DownloadsAsync(second)).ShouldBe(MediaWords.Bytes(6000));
        (await anna.GetAsync($"{MediaWords.Download}/{first}")).Refused(404, "M_NOT_FOUND");
        await RemoveAsync(anna, second);

        Files().ShouldBe(before);
        (await anna.DownloadsAsync(await anna.UploadsAsync(MediaWords.Bytes(6000)))).ShouldBe(MediaWords.Bytes(6000));
    }

    [Fact]
    public async Task The_same_at_the_same_time_is_kept_once()
    {
        var anna = await town.PersonAsync("anna");
        var before = Files();

        var names = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => anna.UploadsAsync(MediaWords.Bytes(70_000, 9))));

        (Files() - before).ShouldBe(1);
        foreach (var name in names)
        {
            (await anna.DownloadsAsync(name)).ShouldBe(MediaWords.Bytes(70_000, 9));
        }
    }

    private Task RemoveAsync(Person person, string media) => town.Services.GetRequiredService<MediaRemoval>().RemoveAsync(
        [new OwnedMedia(MediaId.Parse(media.Split('/')[1]), UserId.Parse(person.UserId))], Cancel);

    private int Files() => Directory.GetFiles(Path.Combine(town.DataDirectory, "media"), "*", SearchOption.AllDirectories).Length;
}

public sealed class UnusedMediaTests(TownThatForgets town) : IClassFixture<TownThatForgets>
{
    [Fact]
    public async Task What_nobody_has_read_for_ten_days_goes_and_frees_the_quota_and_what_is_read_stays()
    {
        var anna = await town.PersonAsync("anna");
        var (read, unread) = (await anna.UploadsAsync(MediaWords.Bytes(1000)), await anna.UploadsAsync(MediaWords.Bytes(TownOfSmallUploads.Largest, 1)));
        await anna.UploadsAsync(MediaWords.Bytes(TownOfSmallUploads.Largest, 2));
        for (var day = 0; day < 12; day++)
        {
            await SweepAsync();
            (await anna.DownloadsAsync(read)).ShouldBe(MediaWords.Bytes(1000));
            town.Standing.Pass(TimeSpan.FromDays(1));
        }

        await SweepAsync();
        (await anna.DownloadsAsync(read)).ShouldBe(MediaWords.Bytes(1000));
        (await anna.GetAsync($"{MediaWords.Download}/{unread}")).Refused(404, "M_NOT_FOUND");
        await anna.UploadsAsync(MediaWords.Bytes(TownOfSmallUploads.Largest, 3));
        await anna.UploadsAsync(MediaWords.Bytes(TownOfSmallUploads.Largest, 4));
    }

    private Task SweepAsync() => town.Services.GetRequiredService<MediaSweep>().SweepAsync(TestContext.Current.CancellationToken);
}
