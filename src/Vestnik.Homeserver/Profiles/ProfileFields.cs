using System.Buffers;
using System.Text;
using System.Text.Json;
using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.Profiles;

/// <summary>Which fields a profile may have, and what may stand in them.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3profileuseridkeyname</remarks>
public static class ProfileFields
{
    private const int LongestName = 255;
    private const int LongestDisplayName = 256;
    private const int LongestAddress = 1024;

    private static readonly SearchValues<char> Namespaced = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_.-");

    /// <summary>Null when a field of this name may be changed.</summary>
    public static MatrixError? ObjectionToName(string field) => field switch
    {
        Profile.DisplayNameField or Profile.AvatarField or "m.tz" => null,
        _ when Encoding.UTF8.GetByteCount(field) > LongestName => MatrixError.Of("M_KEY_TOO_LARGE", 400, "The name of a field may have at most 255 bytes."),
        _ when field is not [>= 'a' and <= 'z', ..] || !field.Contains('.', StringComparison.Ordinal)
            || field.AsSpan().IndexOfAnyExcept(Namespaced) >= 0 => MatrixError.InvalidParam("A profile has no field of this name."),
        _ => null,
    };

    /// <summary>The value of a field in a request body; an empty name or picture means none.</summary>
    public static Outcome<FieldValue> Check(string field, ReadOnlyMemory<byte> body)
    {
        if (ObjectionToName(field) is { } objection)
        {
            return objection;
        }

        using var parsed = JsonDocument.Parse(body);
        if (!parsed.RootElement.TryGetProperty(field, out var value))
        {
            return MatrixError.MissingParam("The body has no member of the field's name.");
        }

        return field switch
        {
            Profile.DisplayNameField => Text(value, LongestDisplayName, "A name is a text of at most 256 characters."),
            Profile.AvatarField when value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } address
                && !address.StartsWith("mxc://", StringComparison.Ordinal) => MatrixError.InvalidParam("A picture is an mxc:// address."),
            Profile.AvatarField => Text(value, LongestAddress, "A picture is an mxc:// address of at most 1024 characters."),
            "m.tz" => Text(value, LongestName, "A time zone is a text of at most 255 characters."),
            _ => new FieldValue(Encoding.UTF8.GetBytes(value.GetRawText())),
        };
    }

    private static Outcome<FieldValue> Text(JsonElement value, int longest, string complaint) => value.ValueKind switch
    {
        JsonValueKind.Null => new FieldValue(null),
        JsonValueKind.String when value.GetString() is var text && text!.Length <= longest =>
            new FieldValue(text.Length == 0 ? null : Encoding.UTF8.GetBytes(value.GetRawText())),
        _ => MatrixError.InvalidParam(complaint),
    };
}

/// <param name="Json">Null when the field is to be removed.</param>
public sealed record FieldValue(byte[]? Json);
