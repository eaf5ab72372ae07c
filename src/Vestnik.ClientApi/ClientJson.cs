using System.Text.Json.Serialization;
using Vestnik.ClientApi.Pushers;
using Vestnik.ClientApi.Server;

namespace Vestnik.ClientApi;

/// <summary>Every body that is bound or answered as a record. Reflection is off, so a forgotten type fails in its first test.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GetVersions.Response))]
[JsonSerializable(typeof(TestPusher.Result))]
internal sealed partial class ClientJson : JsonSerializerContext;
