using System.Security.Claims;
using System.Text;
using System.Text.Json;

namespace Vestnik.ClientApi.OAuth;

/// <summary>What the protocol library wants to remember about a code, as text for the archive.</summary>
internal static class ClaimsText
{
    public static string Write(ClaimsPrincipal principal)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (var claim in principal.Claims)
            {
                json.WriteStartArray();
                json.WriteStringValue(claim.Type);
                json.WriteStringValue(claim.Value);
                json.WriteStringValue(claim.ValueType);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static ClaimsPrincipal Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        var claims = json.RootElement.EnumerateArray().Select(claim => new Claim(claim[0].GetString()!, claim[1].GetString()!, claim[2].GetString()));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, authenticationType: "ticket"));
    }
}
