using System.Security.Cryptography;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.OAuth;

/// <summary>What a program says of itself when it registers, checked. Localized values and logos are not kept: our pages show neither.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#client-metadata</remarks>
public sealed record ClientMetadata
{
    public const string AuthorizationCode = "authorization_code";
    public const string RefreshToken = "refresh_token";
    public const string DeviceCode = "urn:ietf:params:oauth:grant-type:device_code";

    private const string BadMetadata = "invalid_client_metadata";
    private const string BadRedirect = "invalid_redirect_uri";
    private const int LongestName = 100;
    private const int MostRedirects = 20;

    private static readonly string[] KnownGrants = [AuthorizationCode, RefreshToken, DeviceCode];

    public required Uri ClientUri { get; init; }

    /// <summary>Null when the program gave none; people then see the host of <see cref="ClientUri"/>.</summary>
    public string? Name { get; init; }

    public Uri? PolicyUri { get; init; }

    public Uri? TermsUri { get; init; }

    /// <summary>As they were written: an authorization request must name one of them letter by letter.</summary>
    public required IReadOnlyList<string> RedirectUris { get; init; }

    public required IReadOnlyList<string> Grants { get; init; }

    /// <summary>Runs on the person's machine and not as a page.</summary>
    public bool IsNative { get; init; }

    /// <summary>What people read who is asking.</summary>
    public string ShownName => Name ?? ClientUri.Host;

    /// <summary>The metadata of a registration request, or <c>invalid_client_metadata</c> or <c>invalid_redirect_uri</c> (400) of RFC 7591.</summary>
    /// <param name="json">A JSON object.</param>
    /// <param name="own">This server's own address: its web client may come back to it although it is not https.</param>
    public static Outcome<ClientMetadata> Read(JsonElement json, Uri own)
    {
        if (!Address(json, "client_uri", own, out var client) || client is null)
        {
            return Refused(BadMetadata, "The client_uri is missing or is not an https address with a host name.");
        }

        if (!Address(json, "policy_uri", own, out var policy) || !Address(json, "tos_uri", own, out var terms)
            || !RedirectRules.IsOf(policy, client) || !RedirectRules.IsOf(terms, client))
        {
            return Refused(BadMetadata, "The policy_uri and tos_uri must be https addresses at the host of the client_uri.");
        }

        if (Text(json, "token_endpoint_auth_method") is not (null or "none"))
        {
            return Refused(BadMetadata, "This server knows public clients only: token_endpoint_auth_method must be \"none\".");
        }

        if (Text(json, "application_type") is not (null or "web" or "native"))
        {
            return Refused(BadMetadata, "The application_type is \"web\" or \"native\".");
        }

        if (Text(json, "client_name") is { Length: > LongestName })
        {
            return Refused(BadMetadata, "The client_name may have at most 100 characters.");
        }

        if (!Texts(json, "grant_types", [AuthorizationCode], out var grants)
            || !Texts(json, "response_types", ["code"], out var responses)
            || !Texts(json, "redirect_uris", [], out var redirects))
        {
            return Refused(BadMetadata, "The grant_types, response_types and redirect_uris must be lists of strings.");
        }

        var metadata = new ClientMetadata
        {
            ClientUri = client,
            Name = Text(json, "client_name") is { } name && !string.IsNullOrWhiteSpace(name) ? name.Trim() : null,
            PolicyUri = policy,
            TermsUri = terms,
            RedirectUris = redirects,
            Grants = [.. KnownGrants.Where(grants.Contains)],
            IsNative = Text(json, "application_type") is "native",
        };
        return metadata.Objection(responses, own) is { } objection ? objection : metadata;
    }

    /// <summary>The same words give the same id, so that a client on a million devices is one row.</summary>
    public string ClientId() => $"vsc_{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())).AsSpan(0, 18))}";

    /// <summary>As it is stored and answered, in the spec's names.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            Write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes the members into an object that is open.</summary>
    public void Write(Utf8JsonWriter json)
    {
        WriteText(json, "client_name", Name);
        WriteText(json, "client_uri", ClientUri.OriginalString);
        WriteText(json, "policy_uri", PolicyUri?.OriginalString);
        WriteText(json, "tos_uri", TermsUri?.OriginalString);
        WriteTexts(json, "redirect_uris", RedirectUris);
        WriteTexts(json, "grant_types", Grants);
        WriteTexts(json, "response_types", Grants.Contains(AuthorizationCode, StringComparer.Ordinal) ? ["code"] : []);
        json.WriteString("token_endpoint_auth_method", "none");
        json.WriteString("application_type", IsNative ? "native" : "web");
    }

    private MatrixError? Objection(IReadOnlyList<string> responses, Uri own)
    {
        if (Grants.Count == 0)
        {
            return Refused(BadMetadata, "None of the grant_types is one that this server supports.");
        }

        var usesCodes = Grants.Contains(AuthorizationCode, StringComparer.Ordinal);
        if (usesCodes && !responses.Contains("code", StringComparer.Ordinal))
        {
            return Refused(BadMetadata, "The response_types must hold \"code\".");
        }

        if (RedirectUris.Count > MostRedirects || (usesCodes && RedirectUris.Count == 0))
        {
            return Refused(BadRedirect, "Between 1 and 20 redirect_uris are needed.");
        }

        return RedirectUris.All(redirect => RedirectRules.MayRegister(redirect, ClientUri, IsNative, own))
            ? null
            : Refused(BadRedirect, "A redirect uri is not one that a client of this type at this client_uri may use.");
    }

    private static MatrixError Refused(string code, string sentence) => MatrixError.Of(code, 400, sentence);

    /// <summary>True, with null, when the member is absent.</summary>
    private static bool Address(JsonElement json, string name, Uri own, out Uri? address)
    {
        address = null;
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        return value.ValueKind == JsonValueKind.String && RedirectRules.TryReadAddress(value.GetString()!, own, out address);
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value.ValueKind == JsonValueKind.String ? value.GetString() : ""
            : null;

    private static bool Texts(JsonElement json, string name, IReadOnlyList<string> absent, out IReadOnlyList<string> texts)
    {
        texts = absent;
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            return false;
        }

        texts = [.. value.EnumerateArray().Select(item => item.GetString()!).Distinct(StringComparer.Ordinal)];
        return true;
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
