using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.ThirdPartyIdentifiers;

/// <summary>E-mail addresses and telephone numbers of people. The server keeps none yet.</summary>
internal static class IdentifierRoutes
{
    public static IEndpointRouteBuilder MapThirdPartyIdentifiers(this IEndpointRouteBuilder routes) => routes
        .Map<GetThirdPartyIdentifiers>()
        .Map<SetThirdParty>()
        .Map<AddThirdParty>()
        .Map<BindThirdParty>()
        .Map<DeleteThirdParty>()
        .Map<UnbindThirdParty>()
        .Map<RequestEmailForAccount>()
        .Map<RequestPhoneForAccount>()
        .Map<RequestEmailForPassword>()
        .Map<RequestPhoneForPassword>()
        .Map<RequestEmailForRegistration>()
        .Map<RequestPhoneForRegistration>();
}
