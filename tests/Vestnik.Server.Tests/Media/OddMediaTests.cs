using System.Net;
using System.Text;

namespace Vestnik.Server.Tests.Media;

/// <summary>Names, types and addresses of media as nobody should send them: generated, the same ones each time.</summary>
public sealed class OddMediaTests(Town town) : IClassFixture<Town>
{
    private const int Tries = 150;

    private static readonly string[] Pieces =
    [
        "a", "б", "😀", "\u202E", "\u200B", " ", "\"", "\\", "/", "..", ";", "=", "'", "%", "%00", "%0d%0a", "filename*=", "<script>", "~", ",", "\u0301",
    ];

    private static readonly string[] Types =
    [
        "image/png", "text/html", "text", "/", "a/b;c=d", "image/png;", "image/png, text/html", "IMAGE/PNG", "image/svg+xml", "x y/z", "text/plain; charset=\"",
        "multipart/form-data; boundary=x", "multipart/form-data", "*/*", "image/png\ttext/html", "",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_a_file_is_called_it_comes_back_so_called_and_adds_no_header()
    {
        var anna = await town.PersonAsync("anna");
        var random = new Random(17);
        for (var i = 0; i < Tries; i++)
        {
            var name = Odd(random);
            var media = await anna.UploadsAsync(Encoding.UTF8.GetBytes($"{i}"), "text/html", name);

            using var answer = await anna.AsksAsync(HttpMethod.Get, $"{MediaWords.Download}/{media}");
            using var renamed = await anna.AsksAsync(HttpMethod.Get, $"{MediaWords.Download}/{media}/{Uri.EscapeDataString($"x\r\nX-Evil: {name}")}");

            answer.StatusCode.ShouldBe(HttpStatusCode.OK, name);
            answer.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe(name);
            answer.Content.Headers.ContentDisposition.DispositionType.ShouldBe("attachment");
            renamed.Header("X-Evil").ShouldBeNull();
            ((int)renamed.StatusCode).ShouldBeLessThan(500);
        }
    }

    [Fact]
    public async Task Whatever_type_is_stated_the_answer_has_a_proper_one_and_only_harmless_ones_are_shown_in_place()
    {
        var anna = await town.PersonAsync("anna");
        foreach (var type in Types)
        {
            using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(type + "!"));
            body.Headers.TryAddWithoutValidation("Content-Type", type);
            using var uploaded = await anna.AsksAsync(HttpMethod.Post, MediaWords.ToName, body);
            var said = await MediaWords.AnswerAsync(uploaded);
            if (said.Status == 400)
            {
                continue;
            }

            using var answer = await anna.AsksAsync(HttpMethod.Get, $"{MediaWords.Download}/{said.Accepted().Text("content_uri")["mxc://".Length..]}");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, type);
            answer.Header("X-Content-Type-Options").ShouldBe("nosniff");
            var inPlace = answer.Content.Headers.ContentDisposition!.DispositionType == "inline";
            inPlace.ShouldBe(answer.Content.Headers.ContentType?.MediaType is { } proper && (proper.Equals("image/png", StringComparison.OrdinalIgnoreCase) || proper == "text/plain"), type);
        }
    }

    [Fact]
    public async Task No_address_leads_out_of_the_media()
    {
        var anna = await town.PersonAsync("anna");
        var proper = await anna.UploadsAsync("here"u8.ToArray());
        (await anna.DownloadsAsync(proper)).ShouldBe("here"u8.ToArray());
        var random = new Random(18);
        string[] parts = ["..", "%2e%2e", "%252e%252e", "/", "%2F", "%5c", "\\", "vestnik.db", "incoming", "partial", "%00", "aa", ":", "@", "[::1]", "127.0.0.1", "~", "%c0%ae"];
        foreach (var endpoint in (string[])[MediaWords.Download, "/_matrix/client/v1/media/thumbnail", "/_matrix/media/v3/download"])
        {
            for (var i = 0; i < Tries; i++)
            {
                var address = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => parts[random.Next(parts.Length)]));
                var server = random.Next(2) == 0 ? Town.ServerName : string.Concat(parts[random.Next(parts.Length)], parts[random.Next(parts.Length)]);
                using var answer = await anna.AsksAsync(HttpMethod.Get, $"{endpoint}/{server}/{address}?width=32&height=32&timeout_ms=0");
                ((int)answer.StatusCode).ShouldBeInRange(400, 499, $"{server}/{address}");
            }
        }
    }

    private static string Odd(Random random) =>
        "é" + string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]));
}
