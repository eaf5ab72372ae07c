using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.ThirdPartyNetworks;

/// <summary>People and places of other networks. No application service joins the server to one yet.</summary>
internal static class NetworkRoutes
{
    public static IEndpointRouteBuilder MapThirdPartyNetworks(this IEndpointRouteBuilder routes) => routes
        .Map<GetThirdPartyProtocols>()
        .Map<GetThirdPartyProtocol>()
        .Map<FindThirdPartyLocations>()
        .Map<FindThirdPartyUsers>()
        .Map<GetLocationsOfAlias>()
        .Map<GetThirdPartiesOfUser>();
}
