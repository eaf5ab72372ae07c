using System.Text.Json.Serialization;
using Vestnik.ClientApi.Pages;

namespace Vestnik.ClientApi.OAuth;

/// <summary>Bodies of the OAuth endpoints and of the account pages.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GetAuthMetadata.Response), TypeInfoPropertyName = "GetAuthMetadataResponse")]
[JsonSerializable(typeof(OAuthRefusal.Body))]
[JsonSerializable(typeof(PasskeyForms.ChallengeAnswer))]
internal sealed partial class OAuthJson : JsonSerializerContext;
