using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.ThirdParties;

/// <summary>People and places elsewhere: e-mail addresses, telephone numbers, other networks. The server has none of them yet.</summary>
internal static class ThirdPartyRoutes
{
    public static IEndpointRouteBuilder MapThirdParties(this IEndpointRouteBuilder routes) => routes
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
        .Map<RequestPhoneForRegistration>()
        .Map<GetThirdPartyProtocols>()
        .Map<GetThirdPartyProtocol>()
        .Map<FindThirdPartyLocations>()
        .Map<FindThirdPartyUsers>()
        .Map<GetLocationsOfAlias>()
        .Map<GetThirdPartiesOfUser>();
}
