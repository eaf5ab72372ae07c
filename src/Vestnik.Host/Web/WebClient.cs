using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Vestnik.Host.Web;

/// <summary>
/// Serves the web client at <c>/</c>: its files, and its first page for every path that is a screen of the client.
/// The paths of the protocol and of the account pages pass by untouched.
/// </summary>
internal sealed class WebClient(RequestDelegate next, WebClientFiles files)
{
    // Nothing from another host, no inline script; wasm-unsafe-eval lets the encryption library compile and nothing else.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; "
        + "media-src 'self' blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new()
    {
        Mappings = { [".wasm"] = "application/wasm", [".mjs"] = "text/javascript", [".webmanifest"] = "application/manifest+json" },
    };

    private static readonly string[] ProtocolPaths = ["/_matrix", "/_vestnik", "/_synapse", "/.well-known", "/oauth2", "/account"];

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (Array.Exists(ProtocolPaths, protocol => path.StartsWithSegments(protocol, StringComparison.Ordinal)))
        {
            return next(context);
        }

        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, HEAD";
            return Task.CompletedTask;
        }

        var file = files.At(path.Value ?? "/") ?? (IsScreen(path.Value) ? files.Index : null);
        return file is null ? SayNothingIsHereAsync(context) : SendAsync(context, file);
    }

    // A missing script must be missing: answering it with the page would hide an incomplete update.
    private static bool IsScreen(string? path) => path is not null && !Path.HasExtension(path.Split('/')[^1]) && !path.StartsWith("/assets/", StringComparison.Ordinal);

    private static Task SayNothingIsHereAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("There is nothing at this address.\n", context.RequestAborted);
    }

    private static async Task SendAsync(HttpContext context, WebClientFile file)
    {
        var response = context.Response;
        AddSafetyHeaders(response.Headers);
        response.Headers.ETag = file.EntityTag;
        response.Headers.CacheControl = file.NamedByHash ? "public, max-age=31536000, immutable" : "no-cache";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (context.Request.Headers.IfNoneMatch.Contains(file.EntityTag, StringComparer.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = ContentTypes.TryGetContentType(file.Path, out var type) ? WithCharset(type) : "application/octet-stream";
        var sent = file.Path;
        if (file.BrotliPath is not null && AcceptsBrotli(context.Request))
        {
            response.Headers.ContentEncoding = "br";
            sent = file.BrotliPath;
        }

        response.ContentLength = new FileInfo(sent).Length;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await response.SendFileAsync(sent, context.RequestAborted);
        }
    }

    private static void AddSafetyHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    private static string WithCharset(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal) || type is "application/json" ? type + "; charset=utf-8" : type;

    private static bool AcceptsBrotli(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value == "br" && encoding.Quality is null or > 0);
}
