using System.Text.Json.Serialization;
using Vestnik.ClientApi.KeyBackup;

namespace Vestnik.ClientApi.Keys;

/// <summary>Bodies of keys and their backup.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreateBackup.Response), TypeInfoPropertyName = "CreateBackupResponse")]
[JsonSerializable(typeof(GetBackup.Response), TypeInfoPropertyName = "GetBackupResponse")]
[JsonSerializable(typeof(GetKeyChanges.Response), TypeInfoPropertyName = "GetKeyChangesResponse")]
[JsonSerializable(typeof(UploadKeys.Response), TypeInfoPropertyName = "UploadKeysResponse")]
internal sealed partial class KeysJson : JsonSerializerContext;
