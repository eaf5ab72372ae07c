using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vestnik.Homeserver.Limits;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Media.Previews;

/// <summary>Looks at pages that people are about to link to, where the operator allows it.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1mediapreview_url</remarks>
public sealed class LinkPreviews(
    IWebReader web, IPageReader pages, PreviewPictures pictures, IPreviewStore store, HomeserverOptions options, TimeProvider clock) : IDisposable
{
    /// <summary>How long a preview and its picture are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private const int LongestAddress = 2048;
    private const int AtOnce = 8;
    private const int MostWaiting = 40;
    private const double HourInMilliseconds = 60 * 60 * 1000;

    private static readonly WebWish Wish = new(["text/html", "application/xhtml+xml"], 1024 * 1024, TimeSpan.FromSeconds(10));
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    private readonly WorkPool pool = new(AtOnce, MostWaiting, Patience, clock);
    private readonly TokenBuckets<UserId> looks = new(new Allowance(30, 0.5), clock);
    private readonly ConcurrentDictionary<string, Lazy<Task<Outcome<byte[]>>>> underway = new(StringComparer.Ordinal);

    /// <summary>The preview as JSON, from the cache or from the page.</summary>
    /// <param name="person">Who asks.</param>
    /// <param name="url">The link.</param>
    /// <param name="at">For which moment, in milliseconds since 1970; now when null.</param>
    /// <param name="cancel">Ends the waiting; what is under way goes on for others.</param>
    /// <returns><c>M_FORBIDDEN</c> when there are no previews here or the address is private; otherwise as <see cref="IWebReader"/>.</returns>
    public async Task<Outcome<byte[]>> FindAsync(UserId person, string url, long? at, CancellationToken cancel)
    {
        if (!options.Media.UrlPreviews)
        {
            return MatrixError.Forbidden("This server does not look at links.");
        }

        if (!AddressOf(url).Accepted(out var address, out var odd))
        {
            return odd;
        }

        var (hash, hour) = (SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri)), HourOf(clock.GetUtcNow()));
        var wished = at is null ? hour : Math.Clamp((long)(at.Value / HourInMilliseconds), 0, hour);
        if ((await store.FindAsync(hash, wished, cancel) ?? await store.FindAsync(hash, hour, cancel)) is { } known)
        {
            return known;
        }

        if (options.RateLimits.Enabled && looks.Take(person) is { } wait)
        {
            return MatrixError.LimitExceeded(wait);
        }

        var looking = underway.GetOrAdd(address.AbsoluteUri, _ => new(() => LookAndForgetAsync(address, hash, hour)));
        return await looking.Value.WaitAsync(cancel);
    }

    /// <summary>Removes previews whose time is over. Their pictures go like all copies.</summary>
    public Task ForgetOldAsync() => store.ForgetBeforeAsync(HourOf(clock.GetUtcNow() - Kept));

    public void Dispose() => pool.Dispose();

    private static long HourOf(DateTimeOffset moment) => (long)(moment.ToUnixTimeMilliseconds() / HourInMilliseconds);

    private static Outcome<Uri> AddressOf(string url) =>
        url.Length <= LongestAddress && Uri.TryCreate(url, UriKind.Absolute, out var address)
            && address is { Scheme: "http" or "https", UserInfo: "" } && address.Host.Length > 0
            ? new UriBuilder(address) { Fragment = "" }.Uri
            : MatrixError.InvalidParam("A link to look at is an http or https address of at most 2048 characters, without a name and password.");

    private async Task<Outcome<byte[]>> LookAndForgetAsync(Uri address, byte[] hash, long hour)
    {
        try
        {
            var looked = await pool.RunAsync(cancel => LookAsync(address, cancel));
            if (looked.Accepted(out var preview, out _))
            {
                await store.KeepAsync(hash, hour, preview);
            }

            return looked;
        }
        finally
        {
            underway.TryRemove(address.AbsoluteUri, out _);
        }
    }

    private async Task<Outcome<byte[]>> LookAsync(Uri address, CancellationToken cancel)
    {
        if (!(await web.ReadAsync(address, Wish, cancel)).Accepted(out var document, out var refusal))
        {
            return refusal;
        }

        if (document is null)
        {
            return "{}"u8.ToArray();
        }

        var description = pages.Read(PageText.Decode(document.Bytes, document.Charset), document.Address);
        var picture = description.Picture is { } source ? await pictures.CopyAsync(source, Kept, cancel) : null;
        return ToJson(description, picture);
    }

    private byte[] ToJson(PageDescription description, PreviewPicture? picture)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            foreach (var (name, value) in description.Properties)
            {
                json.WriteString(name, value);
            }

            if (picture is not null)
            {
                json.WriteString("og:image"u8, $"mxc://{options.ServerName}/{picture.Id}");
                json.WriteString("og:image:type"u8, picture.ContentType);
                json.WriteNumber("og:image:width"u8, picture.Width);
                json.WriteNumber("og:image:height"u8, picture.Height);
                json.WriteNumber("matrix:image:size"u8, picture.Size);
            }

            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }
}
