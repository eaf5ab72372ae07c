using System.Text.Json;
using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.Keys;

/// <summary>Keys that a device publishes, checked and in canonical JSON.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3keysupload</remarks>
public sealed record KeyUpload
{
    private const int LargestIdentity = 64 * 1024;

    /// <summary>The identity keys without <c>unsigned</c>; null when the upload has none.</summary>
    public byte[]? DeviceKeys { get; private init; }

    public IReadOnlyList<OneTimeKey> OneTimeKeys { get; private init; } = [];

    /// <summary>At most one for each algorithm.</summary>
    public IReadOnlyList<OneTimeKey> FallbackKeys { get; private init; } = [];

    public bool IsEmpty => DeviceKeys is null && OneTimeKeys.Count == 0 && FallbackKeys.Count == 0;

    /// <param name="body">The request's body.</param>
    /// <param name="uploader">Identity keys must name this device.</param>
    /// <returns><c>M_BAD_JSON</c> or <c>M_INVALID_PARAM</c> with the sentence that says what is wrong.</returns>
    public static Outcome<KeyUpload> Read(JsonElement body, DeviceAddress uploader)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return MatrixError.BadJson("The request body must be a JSON object.");
        }

        if (!ReadIdentity(body.Member("device_keys"), uploader).Accepted(out var identity, out var refusal)
            || !OneTimeKey.ReadAll(body.Member("one_time_keys")).Accepted(out var oneTime, out refusal)
            || !OneTimeKey.ReadAll(body.Member("fallback_keys") ?? body.Member("org.matrix.msc2732.fallback_keys")).Accepted(out var fallback, out refusal))
        {
            return refusal;
        }

        return fallback.DistinctBy(key => key.Algorithm, StringComparer.Ordinal).Count() == fallback.Count
            ? new KeyUpload { DeviceKeys = identity.Length == 0 ? null : identity, OneTimeKeys = oneTime, FallbackKeys = fallback }
            : MatrixError.InvalidParam("There can be one fallback key for each algorithm.");
    }

    // Empty where there is none.
    private static Outcome<byte[]> ReadIdentity(JsonElement? keys, DeviceAddress uploader)
    {
        if (keys is not { } identity)
        {
            return Array.Empty<byte>();
        }

        if (identity.ValueKind != JsonValueKind.Object
            || identity.Text("user_id") is not { } user
            || identity.Text("device_id") is not { } device
            || identity.Member("algorithms") is not { ValueKind: JsonValueKind.Array } algorithms
            || algorithms.EnumerateArray().Any(algorithm => algorithm.ValueKind != JsonValueKind.String)
            || identity.Member("keys") is not { ValueKind: JsonValueKind.Object } published
            || published.EnumerateObject().Any(key => key.Value.ValueKind != JsonValueKind.String)
            || !Signatures.AreSound(identity.Member("signatures")))
        {
            return MatrixError.BadJson("Device keys need user_id, device_id, algorithms, keys and signatures.");
        }

        if (user != uploader.User.ToString() || device != uploader.Device.ToString())
        {
            return MatrixError.InvalidParam("Device keys can be uploaded only for the device that is signed in.");
        }

        return KeyJson.Canonical(identity, LargestIdentity, except: "unsigned");
    }
}
