using System.Text.Json.Serialization;

namespace Vestnik.ClientApi.OAuth;

/// <summary>Bodies of the OAuth endpoints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GetAuthMetadata.Response), TypeInfoPropertyName = "GetAuthMetadataResponse")]
[JsonSerializable(typeof(OAuthRefusal.Body))]
internal sealed partial class OAuthJson : JsonSerializerContext;
