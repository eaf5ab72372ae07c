using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary>The administrators' deeds under the paths that <c>synadm</c> knows.</summary>
internal static class SynapseRoutes
{
    public static IEndpointRouteBuilder MapSynapse(this IEndpointRouteBuilder routes) => routes
        .Map<SynadmListUsers>()
        .Map<SynadmGetUser>()
        .Map<SynadmModifyUser>()
        .Map<SynadmListDevices>()
        .Map<SynadmDeleteDevices>()
        .Map<SynadmDeactivate>()
        .Map<SynadmResetPassword>()
        .Map<SynadmListRoomsOf>()
        .Map<SynadmListRooms>()
        .Map<SynadmGetRoom>()
        .Map<SynadmListMembers>()
        .Map<SynadmGetState>()
        .Map<SynadmDeleteRoom>()
        .Map<SynadmListTokens>()
        .Map<SynadmMakeToken>()
        .Map<SynadmGetToken>()
        .Map<SynadmChangeToken>()
        .Map<SynadmDeleteToken>()
        .Map<SynadmGetVersion>()
        .Map<SynadmPurgeCache>()
        .Map<SynadmListMedia>()
        .Map<SynadmQuarantine>()
        .Map<SynadmQuarantineAll>()
        .Map<SynadmProtect>()
        .Map<SynadmDeleteMedia>()
        .Map<SynadmDeleteOldMedia>();
}
