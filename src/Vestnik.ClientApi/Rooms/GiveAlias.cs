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

/// <summary><c>PUT /_matrix/client/v3/directory/room/{roomAlias}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3directoryroomroomalias</remarks>
public sealed class GiveAlias : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_matrix/client/v3/directory/room/{roomAlias}", HandleAsync);

    internal sealed record Request(string? RoomId);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomAlias roomAlias, Body<Request> body,
        RoomViews views, IAliases aliases, RegisteredServices services, HomeserverOptions options, CancellationToken cancel)
    {
        if (body.Value.RoomId is null)
        {
            return MatrixError.MissingParam("The room_id is missing.").ToResponse();
        }

        if (!RoomId.TryParse(body.Value.RoomId, out var room))
        {
            return MatrixError.InvalidParam("The room_id is not a room id.").ToResponse();
        }

        if (roomAlias.Server != options.ServerName)
        {
            return MatrixError.InvalidParam("Only aliases of this server can be given here.").ToResponse();
        }

        if (services.Objection(roomAlias, requester.UserId, requester.AppService) is { } reserved)
        {
            return reserved.ToResponse();
        }

        // An application service rules over the aliases of its namespace, whatever rooms they name.
        if (await views.FindAsync(room, cancel) is not { } view
            || (requester.AppService is null && view.MembershipOf(requester.UserId) != Membership.Join))
        {
            return EventBody.NotHere.ToResponse();
        }

        return await aliases.AddAsync(roomAlias, room, requester.UserId)
            ? Responses.Empty
            : MatrixError.Of("M_UNKNOWN", 409, "The alias names a room already.").ToResponse();
    }
}
