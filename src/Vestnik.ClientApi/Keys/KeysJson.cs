using System.Text.Json.Serialization;

namespace Vestnik.ClientApi.Keys;

/// <summary>Bodies of keys and their backup.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UploadKeys.Response), TypeInfoPropertyName = "UploadKeysResponse")]
internal sealed partial class KeysJson : JsonSerializerContext;
