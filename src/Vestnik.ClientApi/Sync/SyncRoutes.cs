using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Presence;
using Vestnik.ClientApi.Pushers;
using Vestnik.ClientApi.PushGateway;
using Vestnik.ClientApi.PushRules;
using Vestnik.ClientApi.Receipts;
using Vestnik.ClientApi.Typing;
using Vestnik.Http;

namespace Vestnik.ClientApi.Sync;

/// <summary>What people hear of: /sync, and what goes by it beside messages.</summary>
internal static class SyncRoutes
{
    public static IEndpointRouteBuilder MapSync(this IEndpointRouteBuilder routes) => routes
        .Map<Synchronise>()
        .Map<SynchroniseSliding>()
        .Map<GetEvents>()
        .Map<GetInitialSync>()
        .Map<GetRoomInitialSync>()
        .Map<SendReceipt>()
        .Map<SetReadMarkers>()
        .Map<SetTyping>()
        .Map<GetPresence>()
        .Map<SetPresence>()
        .Map<GetPushers>()
        .Map<SetPusher>()
        .Map<TestPusher>()
        .Map<Notify>()
        .Map<DiscoverGateway>()
        .Map<GetNotifications>()
        .Map<GetPushRules>()
        .Map<GetGlobalPushRules>()
        .Map<GetPushRulesOfKind>()
        .Map<GetPushRule>()
        .Map<PutPushRule>()
        .Map<DeletePushRule>()
        .Map<GetPushRuleEnabled>()
        .Map<SetPushRuleEnabled>()
        .Map<GetPushRuleActions>()
        .Map<SetPushRuleActions>()
        .Map<RefuseOddRulePath>();
}
