using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.AppServices;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>DELETE /_matrix/client/v3/directory/room/{roomAlias}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#delete_matrixclientv3directoryroomroomalias</remarks>
public sealed class RemoveAlias : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/_matrix/client/v3/directory/room/{roomAlias}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomAlias roomAlias, IAliases aliases, RoomViews views, CanonicalAliases canonical,
        RegisteredServices services, HomeserverOptions options, CancellationToken cancel)
    {
        if (roomAlias.Server != options.ServerName || await aliases.FindAsync(roomAlias, cancel) is not { } row)
        {
            return MatrixError.NotFound("There is no such room alias.").ToResponse();
        }

        if (services.Objection(roomAlias, requester.UserId, requester.AppService) is { } reserved)
        {
            return reserved.ToResponse();
        }

        var view = await views.FindAsync(row.Room, cancel);
        if (requester.AppService is null && row.Creator != requester.UserId && !requester.IsAdministrator && !MayName(view, requester.UserId))
        {
            return MatrixError.Forbidden("Only who gave the alias, or who may name the room, can take it away.").ToResponse();
        }

        if (!await aliases.RemoveAsync(roomAlias, row.Room))
        {
            return MatrixError.NotFound("There is no such room alias.").ToResponse();
        }

        if (view is not null)
        {
            await canonical.TakeOutAsync(view, roomAlias, requester.UserId);
        }

        return Responses.Empty;
    }

    private static bool MayName(RoomView? view, UserId user) =>
        view is not null
        && view.MembershipOf(user) == Membership.Join
        && view.PowerLevels.UserLevel(user) >= view.PowerLevels.EventLevel(EventType.CanonicalAlias, isState: true);
}
