using System.Text;
using System.Text.Json;

namespace Vestnik.Homeserver.Passkeys;

/// <summary>What the browser says it had signed, and for which page.</summary>
/// <param name="Challenge">In base64url, as it was given out.</param>
/// <remarks>Spec: https://www.w3.org/TR/webauthn-2/#dictionary-client-data</remarks>
public sealed record ClientData(string Challenge)
{
    public const string Create = "webauthn.create";
    public const string Get = "webauthn.get";

    /// <summary>Null unless it is of this type, from this origin, and not from a frame of another site.</summary>
    public static ClientData? TryRead(byte[] json, string type, string origin)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var parsed = JsonDocument.Parse(json);
            var root = parsed.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && Text(root, "type") == type
                && Text(root, "origin") == origin
                && !(root.TryGetProperty("crossOrigin", out var crossed) && crossed.ValueKind == JsonValueKind.True)
                && Text(root, "challenge") is { Length: > 0 and <= 256 } challenge
                    ? new ClientData(challenge)
                    : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
