namespace Vestnik.ClientApi.OAuth;

/// <summary>Where the OAuth endpoints are; clients learn it from <see cref="GetAuthMetadata"/>.</summary>
internal static class OAuthPaths
{
    public const string Authorize = "/oauth2/authorize";
    public const string Token = "/oauth2/token";
    public const string Device = "/oauth2/device";
    public const string Push = "/oauth2/par";
    public const string Revoke = "/oauth2/revoke";
    public const string Register = "/oauth2/register";
}
