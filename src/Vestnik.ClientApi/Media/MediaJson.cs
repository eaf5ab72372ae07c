using System.Text.Json.Serialization;

namespace Vestnik.ClientApi.Media;

/// <summary>Bodies of the content repository.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreateContent.Response), TypeInfoPropertyName = "CreateContentResponse")]
[JsonSerializable(typeof(GetMediaConfig.Response), TypeInfoPropertyName = "GetMediaConfigResponse")]
[JsonSerializable(typeof(UploadContent.Response), TypeInfoPropertyName = "UploadContentResponse")]
internal sealed partial class MediaJson : JsonSerializerContext;
