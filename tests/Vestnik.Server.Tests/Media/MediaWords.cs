using System.Net.Http.Headers;
using System.Text.Json;

namespace Vestnik.Server.Tests.Media;

/// <summary>What people do with media, in words.</summary>
internal static class MediaWords
{
    public const string Download = "/_matrix/client/v1/media/download";
    public const string ToName = "/_matrix/media/v3/upload";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Bytes that differ for each kind.</summary>
    public static byte[] Bytes(int count, int kind = 0) => [.. Enumerable.Range(0, count).Select(i => (byte)((i * 31) + kind))];

    extension(Person person)
    {
        /// <summary>Uploads; the answer is <c>server/id</c>.</summary>
        public async Task<string> UploadsAsync(byte[] content, string type = "application/octet-stream", string? fileName = null)
        {
            using var body = new ByteArrayContent(content);
            body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            var query = fileName is null ? "" : $"?filename={Uri.EscapeDataString(fileName)}";
            using var response = await person.AsksAsync(HttpMethod.Post, ToName + query, body);
            return (await AnswerAsync(response)).Accepted().Text("content_uri")["mxc://".Length..];
        }

        /// <summary>Gets a name for content that follows.</summary>
        public async Task<string> AnnouncesUploadAsync() =>
            (await person.PostAsync("/_matrix/media/v1/create")).Accepted().Text("content_uri")["mxc://".Length..];

        /// <summary>Gets the bytes of what was uploaded.</summary>
        public async Task<byte[]> DownloadsAsync(string media)
        {
            using var response = await person.AsksAsync(HttpMethod.Get, $"{Download}/{media}");
            response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
            return await response.Content.ReadAsByteArrayAsync(Cancel);
        }

        public Task<HttpResponseMessage> AsksAsync(HttpMethod method, string path, HttpContent? body = null, params (string Name, string Value)[] headers)
        {
            var request = new HttpRequestMessage(method, path) { Content = body };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", person.AccessToken);
            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
            }

            return person.Town.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        }
    }

    /// <summary>The status and the JSON of a response.</summary>
    public static async Task<Answer> AnswerAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsByteArrayAsync(Cancel);
        using var json = JsonDocument.Parse(body.Length == 0 ? "{}"u8.ToArray() : body);
        return new Answer((int)response.StatusCode, json.RootElement.Clone());
    }

    public static string? Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;
}
