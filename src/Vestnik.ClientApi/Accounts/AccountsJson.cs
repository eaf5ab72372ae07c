using System.Text.Json.Serialization;

namespace Vestnik.ClientApi.Accounts;

/// <summary>Bodies of accounts, sign-in and devices.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Challenge))]
[JsonSerializable(typeof(CheckUsername.Response), TypeInfoPropertyName = "CheckUsernameResponse")]
[JsonSerializable(typeof(GetLoginFlows.Response), TypeInfoPropertyName = "GetLoginFlowsResponse")]
[JsonSerializable(typeof(LogIn.Request), TypeInfoPropertyName = "LogInRequest")]
[JsonSerializable(typeof(RefreshSession.Request), TypeInfoPropertyName = "RefreshSessionRequest")]
[JsonSerializable(typeof(RefreshSession.Response), TypeInfoPropertyName = "RefreshSessionResponse")]
[JsonSerializable(typeof(Register.Request), TypeInfoPropertyName = "RegisterRequest")]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(WhoAmI.Response), TypeInfoPropertyName = "WhoAmIResponse")]
internal sealed partial class AccountsJson : JsonSerializerContext;
