using System.Net.Http.Headers;
using Vestnik.Homeserver.Media.Previews;
using Vestnik.Outbound;
using Vestnik.Protocol.Errors;

namespace Vestnik.Gateways.Media;

/// <summary>Reads from the web through the guarded way out, hop by hop: each address of a chain of redirects is checked like the first.</summary>
public sealed class GuardedWebReader(GuardedClient client) : IWebReader
{
    private const int MostRedirects = 5;
    private const int Piece = 16 * 1024;

    public async Task<Outcome<WebDocument?>> ReadAsync(Uri address, WebWish wish, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(wish);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(wish.Patience);
        try
        {
            return await FollowAsync(address, wish, limit.Token);
        }
        catch (OutboundException problem)
        {
            return Refusal(problem.Problem);
        }
        catch (OperationCanceledException)
        {
            return Refusal(OutboundProblem.TooSlow);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or InvalidDataException)
        {
            return Refusal(OutboundProblem.Unreachable);
        }
    }

    private static MatrixError Refusal(OutboundProblem problem) => problem switch
    {
        OutboundProblem.Refused => MatrixError.Forbidden("The link leads to an address to which this server does not go."),
        OutboundProblem.TooLarge => MatrixError.TooLarge("What is behind the link is too large to look at."),
        OutboundProblem.TooSlow => MatrixError.NotFound("What is behind the link did not come in time."),
        _ => MatrixError.NotFound("Nothing could be had from the address of the link."),
    };

    private async Task<Outcome<WebDocument?>> FollowAsync(Uri address, WebWish wish, CancellationToken cancel)
    {
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            using var request = RequestOf(address, wish);
            using var response = await client.OpenAsync(request, cancel);
            if ((int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location)
            {
                address = new Uri(address, location);
                continue;
            }

            return response.IsSuccessStatusCode
                ? await ReadAsync(address, response.Content, wish, cancel)
                : MatrixError.NotFound("The page behind the link could not be had.");
        }

        return MatrixError.NotFound("The link leads on too often.");
    }

    private static HttpRequestMessage RequestOf(Uri address, WebWish wish)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Vestnik", "1"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("(link previews)"));
        foreach (var type in wish.ContentTypes)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        }

        return request;
    }

    private static async Task<Outcome<WebDocument?>> ReadAsync(Uri address, HttpContent content, WebWish wish, CancellationToken cancel)
    {
        if (content.Headers.ContentType?.MediaType is not { } type || !wish.ContentTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            return (WebDocument?)null;
        }

        if (content.Headers.ContentLength > wish.LargestBytes)
        {
            return Refusal(OutboundProblem.TooLarge);
        }

        await using var body = await content.ReadAsStreamAsync(cancel);
        using var whole = new MemoryStream();
        var piece = new byte[Piece];
        while (await body.ReadAsync(piece, cancel) is > 0 and var read)
        {
            if (whole.Length + read > wish.LargestBytes)
            {
                return Refusal(OutboundProblem.TooLarge);
            }

            whole.Write(piece, 0, read);
        }

        return new WebDocument(address, content.Headers.ContentType.CharSet?.Trim('"'), whole.ToArray());
    }
}
