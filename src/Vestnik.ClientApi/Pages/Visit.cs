using System.Buffers.Text;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Vestnik.ClientApi.Pages.Text;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Pages;

/// <summary>Somebody's browser at the account pages: who is signed in there, and in which language they read.</summary>
/// <remarks>
/// One cookie holds one secret, before the sign-in and after it. A form proves by it that it is ours: another site can make the
/// browser send the cookie, but cannot read it.
/// </remarks>
public sealed class Visit
{
    private const string CookieName = "vestnik_account";
    private const string LanguageName = "vestnik_language";

    private readonly HttpContext context;
    private readonly HomeserverOptions options;
    private string cookie;

    private Visit(HttpContext context, HomeserverOptions options, string cookie, BrowserSession? session)
    {
        (this.context, this.options, this.cookie, Session) = (context, options, cookie, session);
        Words = Words.For(context.Request.Query["lang"].ToString(), context.Request.Cookies[LanguageName], context.Request.Headers.AcceptLanguage.ToString());
    }

    /// <summary>Null when nobody is signed in, or the second factor is still to be shown.</summary>
    public UserId? Person => Session is { IsComplete: true } session ? session.UserId : null;

    public BrowserSession? Session { get; }

    public Words Words { get; }

    /// <summary>What a form of ours carries along.</summary>
    public string Seal => Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(cookie), "form"u8));

    /// <summary>What binds a passkey's challenge to this browser.</summary>
    public TokenHash Browser => TokenHash.Of(cookie);

    /// <summary>This page's address, to come back to.</summary>
    public string Here => context.Request.Path + context.Request.QueryString;

    public static async ValueTask<Visit> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var settings = context.RequestServices.GetRequiredService<HomeserverOptions>();
        var sessions = context.RequestServices.GetRequiredService<BrowserSessions>();
        var known = context.Request.Cookies[CookieName];
        var session = known is null ? null : await sessions.FindAsync(known, context.RequestAborted);
        var visit = new Visit(context, settings, known ?? Secrets.BrowserSession(), session);
        if (known is null)
        {
            visit.Keep();
        }

        visit.KeepLanguage();
        return visit;
    }

    /// <summary>Signs somebody in: the cookie gets a new value.</summary>
    public void Begin(string newCookie)
    {
        cookie = newCookie;
        Keep();
    }

    public void End()
    {
        cookie = Secrets.BrowserSession();
        Keep();
    }

    /// <summary>Whether a form was filled in on a page that this server gave this browser.</summary>
    public bool Owns(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return ComesFromHere()
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(form["seal"].ToString()), Encoding.UTF8.GetBytes(Seal));
    }

    /// <summary>Whether the browser says that the request comes from one of these pages. Browsers that say nothing are believed: the seal decides.</summary>
    public bool ComesFromHere()
    {
        var origin = context.Request.Headers.Origin.ToString();
        return origin.Length == 0
            || origin == options.PublicBaseUrl.GetLeftPart(UriPartial.Authority)
            || origin == $"{context.Request.Scheme}://{context.Request.Host}";
    }

    /// <summary>This page in the other language.</summary>
    public string HereIn(string language)
    {
        var query = QueryHelpers.ParseQuery(context.Request.QueryString.Value);
        query["lang"] = language;
        return QueryHelpers.AddQueryString(context.Request.Path, query);
    }

    private void Keep() => context.Response.Cookies.Append(CookieName, cookie, Settings(BrowserSessions.Lifetime));

    private void KeepLanguage()
    {
        if (context.Request.Query.ContainsKey("lang"))
        {
            context.Response.Cookies.Append(LanguageName, Words.Language, Settings(TimeSpan.FromDays(365)));
        }
    }

    // Lax: a client of another site sends people here, and they are still signed in. No form of another site brings it along.
    private CookieOptions Settings(TimeSpan lifetime) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = lifetime,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = options.PublicBaseUrl.Scheme == Uri.UriSchemeHttps,
    };
}
