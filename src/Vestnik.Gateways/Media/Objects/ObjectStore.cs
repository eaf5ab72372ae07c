using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Media;
using Vestnik.Outbound;

namespace Vestnik.Gateways.Media.Objects;

/// <summary>Objects in a bucket of an S3-compatible store, by path-style addresses.</summary>
/// <exception cref="StoreUnavailableException">The store does not answer, or refuses.</exception>
internal sealed class ObjectStore(GuardedClient client, ObjectStorageOptions storage, TimeProvider clock)
{
    private const int SmallAnswer = 64 * 1024;
    private const double SlowestBytesPerSecond = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly byte[] Nothing = SHA256.HashData([]);

    /// <summary>Puts an object; the store compares the hash with what has arrived.</summary>
    public async Task PutAsync(StoredFile file, Stream content, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, AddressOf(file.Name));
        request.Content = new StreamContent(content);
        request.Content.Headers.ContentLength = file.Size;
        var answer = await SendAsync(request, file.Sha256, SmallAnswer, Patience + TimeSpan.FromSeconds(file.Size / SlowestBytesPerSecond), cancel);
        Expect(answer, HttpStatusCode.OK);
    }

    public async Task<bool> ExistsAsync(string name, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, AddressOf(name));

        // A head says how long the body would be, and has none.
        var answer = await SendAsync(request, Nothing, int.MaxValue, Patience, cancel);
        return answer.Status != HttpStatusCode.NotFound && Expect(answer, HttpStatusCode.OK);
    }

    /// <summary>A part of an object.</summary>
    public async Task<byte[]> ReadAsync(string name, long from, int length, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(name));
        request.Headers.Range = new RangeHeaderValue(from, from + length - 1);
        var answer = await SendAsync(request, Nothing, length, Patience, cancel);
        Expect(answer, HttpStatusCode.PartialContent);
        return answer.Body;
    }

    /// <summary>Deletes an object; one that is not there is no error.</summary>
    public async Task DeleteAsync(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, AddressOf(name));
        var answer = await SendAsync(request, Nothing, SmallAnswer, Patience, CancellationToken.None);
        _ = answer.Status == HttpStatusCode.NotFound || Expect(answer, HttpStatusCode.NoContent, HttpStatusCode.OK);
    }

    private Uri AddressOf(string name) => new(storage.Endpoint, $"/{storage.Bucket}/{name}");

    private async Task<OutboundAnswer> SendAsync(
        HttpRequestMessage request, byte[] payload, int maximumBytes, TimeSpan patience, CancellationToken cancel)
    {
        RequestSignature.Sign(request, payload, storage, clock.GetUtcNow());
        try
        {
            return await client.SendAsync(request, maximumBytes, patience, cancel);
        }
        catch (OutboundException problem)
        {
            throw new StoreUnavailableException("The object store does not answer.", problem);
        }
    }

    private static bool Expect(OutboundAnswer answer, params ReadOnlySpan<HttpStatusCode> statuses) =>
        statuses.Contains(answer.Status) ? true : throw new StoreUnavailableException($"The object store answered {(int)answer.Status}.");
}
