using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Reports;
using Vestnik.ClientApi.Rooms.Delayed;
using Vestnik.ClientApi.Search;
using Vestnik.Http;

namespace Vestnik.ClientApi.Rooms;

/// <summary>Rooms: founding, entering and leaving, saying and reading.</summary>
internal static class RoomRoutes
{
    public static IEndpointRouteBuilder MapRooms(this IEndpointRouteBuilder routes) => routes
        .Map<CreateRoom>()
        .Map<UpgradeRoom>()
        .Map<JoinRoom>()
        .Map<JoinByName>()
        .Map<KnockOnRoom>()
        .Map<InviteUser>()
        .Map<LeaveRoom>()
        .Map<ForgetRoom>()
        .Map<KickUser>()
        .Map<BanUser>()
        .Map<UnbanUser>()
        .Map<GetJoinedRooms>()
        .Map<SendEvent>()
        .Map<RedactEvent>()
        .Map<SetState>()
        .Map<ScheduleEvent>()
        .Map<ListDelayedEvents>()
        .Map<GetDelayedEvent>()
        .Map<ManageDelayedEvent>()
        .Map<ManageDelayedEventByBody>()
        .Map<GetRetention>()
        .Map<GetState>()
        .Map<GetStateEvent>()
        .Map<GetEvent>()
        .Map<FindEvent>()
        .Map<SearchEvents>()
        .Map<GetMessages>()
        .Map<GetContext>()
        .Map<FindEventByTime>()
        .Map<GetRelations>()
        .Map<GetThreads>()
        .Map<GetSpaceHierarchy>()
        .Map<GetRoomSummary>()
        .Map<GetMembers>()
        .Map<GetJoinedMembers>()
        .Map<ListPublicRooms>()
        .Map<SearchPublicRooms>()
        .Map<GetPublication>()
        .Map<SetPublication>()
        .Map<ReportRoom>()
        .Map<ReportEvent>()
        .Map<ReportUser>()
        .Map<FindAlias>()
        .Map<GiveAlias>()
        .Map<RemoveAlias>()
        .Map<GetRoomAliases>();
}
