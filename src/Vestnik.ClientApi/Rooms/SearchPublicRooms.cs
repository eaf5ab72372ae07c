using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.AppServices;
using Vestnik.Homeserver.Rooms.Previewing;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>POST /_matrix/client/v3/publicRooms</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3publicrooms</remarks>
public sealed class SearchPublicRooms : IEndpoint
{
    private const int LongestTerm = 1_000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/_matrix/client/v3/publicRooms", HandleAsync);

    internal sealed record Request(long? Limit, string? Since, Filter? Filter, string? ThirdPartyInstanceId, bool? IncludeAllNetworks);

    internal sealed record Filter(string? GenericSearchTerm, IReadOnlyList<string?>? RoomTypes);

    private static async Task<IResult> HandleAsync(
        Requester requester, Body<Request> body, string? server, PublicRooms rooms, HomeserverOptions options, CancellationToken cancel)
    {
        var request = body.Value;
        if (request.Limit < 0 || request.Filter?.GenericSearchTerm is { Length: > LongestTerm })
        {
            return MatrixError.InvalidParam($"The limit is not negative, and a search term has at most {LongestTerm} characters.").ToResponse();
        }

        NetworkName? network = null;
        if (request.ThirdPartyInstanceId is { Length: > 0 } instance)
        {
            if (request.IncludeAllNetworks == true || !NetworkName.TryParse(instance, out var named))
            {
                return MatrixError.InvalidParam("The third_party_instance_id is not one of this server, or all networks are wanted as well.").ToResponse();
            }

            network = named;
        }

        var question = new PublicRoomQuestion
        {
            Term = request.Filter?.GenericSearchTerm,
            Types = request.Filter?.RoomTypes,
            Network = network,
            IsOfAllNetworks = request.IncludeAllNetworks == true,
        };
        var limit = (int)Math.Clamp(request.Limit ?? PublicRoomsAnswer.MaximumLimit, 1, PublicRoomsAnswer.MaximumLimit);
        return await PublicRoomsAnswer.OfAsync(rooms, options, question, new(request.Since, limit, server), cancel);
    }
}
