using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary>The server's own API for administrators.</summary>
internal static class StewardRoutes
{
    public static IEndpointRouteBuilder MapStewards(this IEndpointRouteBuilder routes) => routes
        .Map<ListAccounts>()
        .Map<CreateAccount>()
        .Map<GetAccount>()
        .Map<ChangeAccount>()
        .Map<ResetPassword>()
        .Map<DeactivateAccountOf>()
        .Map<SendNotice>()
        .Map<ListDevicesOf>()
        .Map<RemoveDeviceOf>()
        .Map<ListRoomsOf>()
        .Map<ListRooms>()
        .Map<GetRoom>()
        .Map<ListMembersOf>()
        .Map<DeleteRoom>()
        .Map<BlockRoom>()
        .Map<ListReports>()
        .Map<GetReport>()
        .Map<ResolveReport>()
        .Map<ListTokens>()
        .Map<MakeToken>()
        .Map<GetToken>()
        .Map<ChangeToken>()
        .Map<DeleteToken>()
        .Map<GetStatistics>()
        .Map<ListDeeds>()
        .Map<ListMediaOf>()
        .Map<DeleteMediaOf>()
        .Map<DeleteMedia>()
        .Map<ChangeMedia>()
        .Map<GetOpenApi>();
}
