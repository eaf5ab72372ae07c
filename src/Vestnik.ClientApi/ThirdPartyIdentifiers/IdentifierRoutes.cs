using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.ThirdPartyIdentifiers;

/// <summary>E-mail addresses and telephone numbers of people, where the operator has said how to send to them.</summary>
internal static class IdentifierRoutes
{
    public static IEndpointRouteBuilder MapThirdPartyIdentifiers(this IEndpointRouteBuilder routes) => routes
        .Map<GetThirdPartyIdentifiers>()
        .Map<SetThirdParty>()
        .Map<AddThirdParty>()
        .Map<BindThirdParty>()
        .Map<DeleteThirdParty>()
        .Map<UnbindThirdParty>()
        .Map<SubmitToken>()
        .Map<RequestEmailForAccount>()
        .Map<RequestPhoneForAccount>()
        .Map<RequestEmailForPassword>()
        .Map<RequestPhoneForPassword>()
        .Map<RequestEmailForRegistration>()
        .Map<RequestPhoneForRegistration>();
}
