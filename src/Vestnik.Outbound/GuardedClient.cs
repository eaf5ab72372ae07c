using System.Net;

namespace Vestnik.Outbound;

/// <summary>
/// The only way out. It goes to the public internet and to hosts that the operator has named, follows no redirect, keeps no cookie, obeys
/// no proxy, and takes no more bytes and no more time than it was told.
/// </summary>
public sealed class GuardedClient : IDisposable
{
    private readonly HttpMessageInvoker http;

    public GuardedClient(OutboundPolicy policy)
    {
        var dialer = new Dialer(policy);
        http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli | DecompressionMethods.Deflate,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            MaxResponseHeadersLength = 64,
            MaxConnectionsPerServer = 16,
            // A name that points elsewhere by now is asked again.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            // Nothing of a person's request travels on by itself.
            ActivityHeadersPropagator = null,
            ConnectCallback = (context, cancellation) => dialer.ConnectAsync(context.DnsEndPoint, cancellation),
        });
    }

    /// <param name="request">Its address is absolute, http or https.</param>
    /// <param name="maximumBytes">Of the unpacked body.</param>
    /// <param name="timeout">For all of it, the body included.</param>
    /// <exception cref="OutboundException">There is no whole answer.</exception>
    public async Task<OutboundAnswer> SendAsync(HttpRequestMessage request, int maximumBytes, TimeSpan timeout, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            using var response = await OpenAsync(request, limit.Token).ConfigureAwait(false);
            var body = await ReadAsync(response.Content, maximumBytes, limit.Token).ConfigureAwait(false);
            return new(response.StatusCode, response.Headers, response.Content.Headers, body);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new OutboundException(OutboundProblem.TooSlow);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or InvalidDataException)
        {
            throw new OutboundException(OutboundProblem.Unreachable, problem);
        }
    }

    /// <summary>The head of an answer; the caller reads the body, with limits of its own, and disposes.</summary>
    /// <exception cref="OutboundException">The address is refused.</exception>
    /// <exception cref="HttpRequestException">Nobody answered.</exception>
    public async Task<HttpResponseMessage> OpenAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.RequestUri is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            throw new OutboundException(OutboundProblem.Refused);
        }

        try
        {
            return await http.SendAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException problem) when (problem.InnerException is OutboundException refusal)
        {
            throw new OutboundException(refusal.Problem, problem);
        }
    }

    public void Dispose() => http.Dispose();

    private static async Task<byte[]> ReadAsync(HttpContent content, int maximumBytes, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > maximumBytes)
        {
            throw new OutboundException(OutboundProblem.TooLarge);
        }

        var body = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using var closed = body.ConfigureAwait(false);
        using var whole = new MemoryStream();
        var piece = new byte[16 * 1024];
        for (int read; (read = await body.ReadAsync(piece, cancellation).ConfigureAwait(false)) > 0;)
        {
            if (whole.Length + read > maximumBytes)
            {
                throw new OutboundException(OutboundProblem.TooLarge);
            }

            whole.Write(piece, 0, read);
        }

        return whole.ToArray();
    }
}
