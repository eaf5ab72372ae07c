using Microsoft.AspNetCore.WebUtilities;

namespace Vestnik.ClientApi.Pages;

/// <summary>The addresses of the account pages, and where one may be sent on from them.</summary>
internal static class Places
{
    public const string Account = "/account";
    public const string SignIn = "/account/sign-in";
    public const string SignUp = "/account/sign-up";
    public const string SignOut = "/account/sign-out";
    public const string SecondFactor = "/account/second-factor";
    public const string Codes = "/account/codes";
    public const string Keys = "/account/keys";
    public const string Deactivate = "/account/deactivate";
    public const string Link = "/account/link";
    public const string Device = "/account/device";
    public const string Continue = "/account/continue";

    private static readonly string[] Onward = [Account, OAuth.OAuthPaths.Authorize];

    /// <summary>A page, and where to go from it in the end.</summary>
    public static string Then(string page, string next) => next is Account ? page : QueryHelpers.AddQueryString(page, "next", next);

    /// <summary>The address, when it is one of this server's pages; else the account page. Nobody is sent to another site by a link to this one.</summary>
    public static string Checked(string? next) =>
        next is { Length: > 0 and < 8000 }
        && next.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
        && !next.Contains('\\', StringComparison.Ordinal)
        && Array.Exists(Onward, place => next == place || next.StartsWith($"{place}?", StringComparison.Ordinal) || next.StartsWith($"{place}/", StringComparison.Ordinal))
            ? next
            : Account;
}
