using System.Text.Json.Serialization;
using Vestnik.ClientApi.Admin;
using Vestnik.ClientApi.AppServices;
using Vestnik.ClientApi.Calls;
using Vestnik.ClientApi.Devices;
using Vestnik.ClientApi.Filters;
using Vestnik.ClientApi.OpenId;
using Vestnik.ClientApi.Profile;
using Vestnik.ClientApi.Server;
using Vestnik.ClientApi.ThirdPartyIdentifiers;

namespace Vestnik.ClientApi.Accounts;

/// <summary>Bodies of accounts: sign-in, devices, filters, and what the server says of itself.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Challenge))]
[JsonSerializable(typeof(CheckRegistrationToken.Response), TypeInfoPropertyName = "CheckRegistrationTokenResponse")]
[JsonSerializable(typeof(CheckUsername.Response), TypeInfoPropertyName = "CheckUsernameResponse")]
[JsonSerializable(typeof(GetLoginToken.Response), TypeInfoPropertyName = "GetLoginTokenResponse")]
[JsonSerializable(typeof(GetMutualRooms.Response), TypeInfoPropertyName = "GetMutualRoomsResponse")]
[JsonSerializable(typeof(GetOpenIdUser.Response), TypeInfoPropertyName = "GetOpenIdUserResponse")]
[JsonSerializable(typeof(RequestOpenIdToken.Response), TypeInfoPropertyName = "RequestOpenIdTokenResponse")]
[JsonSerializable(typeof(GetLoginFlows.Response), TypeInfoPropertyName = "GetLoginFlowsResponse")]
[JsonSerializable(typeof(LogIn.Request), TypeInfoPropertyName = "LogInRequest")]
[JsonSerializable(typeof(RefreshSession.Request), TypeInfoPropertyName = "RefreshSessionRequest")]
[JsonSerializable(typeof(RefreshSession.Response), TypeInfoPropertyName = "RefreshSessionResponse")]
[JsonSerializable(typeof(Register.Request), TypeInfoPropertyName = "RegisterRequest")]
[JsonSerializable(typeof(SearchPeople.Request), TypeInfoPropertyName = "SearchPeopleRequest")]
[JsonSerializable(typeof(SearchPeople.Response), TypeInfoPropertyName = "SearchPeopleResponse")]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(ChangePassword.Request), TypeInfoPropertyName = "ChangePasswordRequest")]
[JsonSerializable(typeof(DeactivateAccount.Request), TypeInfoPropertyName = "DeactivateAccountRequest")]
[JsonSerializable(typeof(DeactivateAccount.Response), TypeInfoPropertyName = "DeactivateAccountResponse")]
[JsonSerializable(typeof(DeleteDevices.Request), TypeInfoPropertyName = "DeleteDevicesRequest")]
[JsonSerializable(typeof(DeviceAnswer))]
[JsonSerializable(typeof(ProofRequests.Response), TypeInfoPropertyName = "ProofRequestsResponse")]
[JsonSerializable(typeof(GetThirdPartyIdentifiers.Response), TypeInfoPropertyName = "GetThirdPartyIdentifiersResponse")]
[JsonSerializable(typeof(GetSupport.Response), TypeInfoPropertyName = "GetSupportResponse")]
[JsonSerializable(typeof(GetTurnServer.Response), TypeInfoPropertyName = "GetTurnServerResponse")]
[JsonSerializable(typeof(GetWellKnown.Response), TypeInfoPropertyName = "GetWellKnownResponse")]
[JsonSerializable(typeof(GetRegistrationNonce.Response), TypeInfoPropertyName = "GetRegistrationNonceResponse")]
[JsonSerializable(typeof(ListDevices.Response), TypeInfoPropertyName = "ListDevicesResponse")]
[JsonSerializable(typeof(PingService.Request), TypeInfoPropertyName = "PingServiceRequest")]
[JsonSerializable(typeof(PingService.Response), TypeInfoPropertyName = "PingServiceResponse")]
[JsonSerializable(typeof(PublishInNetwork.Request), TypeInfoPropertyName = "PublishInNetworkRequest")]
[JsonSerializable(typeof(PutFilter.Response), TypeInfoPropertyName = "PutFilterResponse")]
[JsonSerializable(typeof(RegisterWithSecret.Request), TypeInfoPropertyName = "RegisterWithSecretRequest")]
[JsonSerializable(typeof(RenameDevice.Request), TypeInfoPropertyName = "RenameDeviceRequest")]
[JsonSerializable(typeof(WhoAmI.Response), TypeInfoPropertyName = "WhoAmIResponse")]
internal sealed partial class AccountsJson : JsonSerializerContext;
