using System.Text;
using Microsoft.AspNetCore.Http;

namespace Vestnik.ClientApi.Pages;

/// <summary>A page as a browser gets it: no script but our own, nothing from elsewhere, never in a frame, never in a cache.</summary>
public sealed class Page : IResult
{
    private readonly string document;
    private readonly int status;
    private readonly string? sendsTo;

    /// <param name="visit">Who reads it.</param>
    /// <param name="title">What it is about.</param>
    /// <param name="content">What stands in it.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="sendsTo">The address to which a form of the page leads in the end, when it is not this server's.</param>
    public Page(Visit visit, string title, Html content, int status = 200, string? sendsTo = null)
    {
        ArgumentNullException.ThrowIfNull(visit);
        (document, this.status, this.sendsTo) = (Frame(visit, title, content).ToString(), status, sendsTo);
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var bytes = Encoding.UTF8.GetBytes(document);
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = bytes.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; connect-src 'self'; "
            + $"form-action 'self'{FormTarget()}; frame-ancestors 'none'; base-uri 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "DENY";

        // A form must say where it comes from, which no-referrer would forbid.
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }

    // A browser holds a form to form-action through all redirects.
    private string FormTarget() =>
        sendsTo is not null && Uri.TryCreate(sendsTo, UriKind.Absolute, out var target)
            ? target.Scheme is "http" or "https" ? $" {target.GetLeftPart(UriPartial.Authority)}" : $" {target.Scheme}:"
            : "";

    private static Html Frame(Visit visit, string title, Html content)
    {
        var words = visit.Words;
        return Html.Of($"""
            <!doctype html>
            <html lang="{words.Language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title} – {words.Product}</title>
            <link rel="stylesheet" href="/account/assets/account.css">
            <script type="module" src="/account/assets/passkeys.js"></script>
            </head>
            <body>
            <header class="top">
            <a class="brand" href="/account"><svg viewBox="0 0 48 48" width="36" height="36" aria-hidden="true"><rect class="seal" width="48" height="48" rx="14"/><path class="flap" d="M11.5 15.5 24 32l12.5-16.5"/><circle class="dot" cx="24" cy="14.5" r="3.8"/></svg><b>{words.Product}</b></a>
            <nav aria-label="{words.LanguageChoice}">{Language(visit, "ru", "Русский")}{Language(visit, "en", "English")}</nav>
            </header>
            <main><section class="sheet">
            {content}
            </section></main>
            </body>
            </html>

            """);
    }

    private static Html Language(Visit visit, string code, string name) => visit.Words.Language == code
        ? Html.Of($"""<span class="language" lang="{code}" aria-current="true">{name}</span>""")
        : Html.Of($"""<a class="language" lang="{code}" href="{visit.HereIn(code)}">{name}</a>""");
}
