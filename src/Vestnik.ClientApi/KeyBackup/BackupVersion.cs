using System.Globalization;
using System.Text.Json;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.KeyBackup;

/// <summary>How a backup's version, settings and state look in requests and answers.</summary>
internal static class BackupVersion
{
    /// <summary>The version that a request names; <c>M_NOT_FOUND</c> for text that no version can have.</summary>
    public static Outcome<long> Read(string? text)
    {
        if (text is null)
        {
            return MatrixError.MissingParam("Say which version of the backup: the parameter version is missing.");
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : MatrixError.NotFound("There is no such backup version.");
    }

    public static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);

    /// <summary>The algorithm and its settings from a request's body.</summary>
    public static Outcome<(string Algorithm, byte[] Parameters)> ReadSettings(JsonElement body)
    {
        if (!body.TryGetProperty("algorithm", out var algorithm) || algorithm.ValueKind != JsonValueKind.String
            || !body.TryGetProperty("auth_data", out var parameters) || parameters.ValueKind != JsonValueKind.Object)
        {
            return MatrixError.BadJson("A backup needs the text algorithm and the object auth_data.");
        }

        return algorithm.GetString() is { Length: > 0 and <= 255 } name
            ? (name, System.Text.Encoding.UTF8.GetBytes(parameters.GetRawText()))
            : MatrixError.InvalidParam("The name of the algorithm has between 1 and 255 characters.");
    }

    /// <summary>How many keys there are, and a tag that changes with them.</summary>
    public static RawAnswer Answer(Homeserver.Keys.KeyBackup backup) =>
        new(System.Text.Encoding.UTF8.GetBytes($$"""{"count":{{Text(backup.Count)}},"etag":"{{Text(backup.Changes)}}"}"""));
}
