using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.ThirdPartyNetworks;

/// <summary>People and places of other networks, as the application services know them that join the server to those.</summary>
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
