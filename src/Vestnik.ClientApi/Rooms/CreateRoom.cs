using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.AppServices;
using Vestnik.Homeserver.Rooms.Founding;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>POST /_matrix/client/v3/createRoom</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3createroom</remarks>
public sealed class CreateRoom : IEndpoint
{
    private const int MaximumInvites = 200;
    private const int MaximumInitialState = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/_matrix/client/v3/createRoom", HandleAsync);

    internal sealed record Request
    {
        public string? Visibility { get; init; }

        public string? RoomAliasName { get; init; }

        public string? Name { get; init; }

        public string? Topic { get; init; }

        public IReadOnlyList<string>? Invite { get; init; }

        public IReadOnlyList<JsonElement>? Invite3pid { get; init; }

        public string? RoomVersion { get; init; }

        public JsonElement? CreationContent { get; init; }

        public IReadOnlyList<InitialState>? InitialState { get; init; }

        public string? Preset { get; init; }

        public bool? IsDirect { get; init; }

        public JsonElement? PowerLevelContentOverride { get; init; }
    }

    internal sealed record InitialState(string? Type, string? StateKey, JsonElement? Content);

    internal sealed record Response(string RoomId);

    private static async Task<IResult> HandleAsync(
        Requester requester, Body<Request> body, RoomFounder founder, RegisteredServices services, HomeserverOptions options, CancellationToken cancel)
    {
        if (requester.IsGuest)
        {
            return MatrixError.Of("M_GUEST_ACCESS_FORBIDDEN", 403, "Guests may not create rooms.").ToResponse();
        }

        if (!ReadWishes(body.Value, requester, options).Accepted(out var wishes, out var refusal))
        {
            return refusal.ToResponse();
        }

        if (wishes.Alias is { } alias && services.Objection(alias, requester.UserId, requester.AppService) is { } reserved)
        {
            return reserved.ToResponse();
        }

        var founded = await founder.FoundAsync(wishes, cancel);
        return founded.ToResponse(room => new Response(room.ToString()));
    }

    private static Outcome<RoomWishes> ReadWishes(Request request, Requester requester, HomeserverOptions options)
    {
        if (Objection(request) is { } objection)
        {
            return objection;
        }

        if (!RoomVersion.TryGet(request.RoomVersion ?? options.Rooms.DefaultVersion, out var version))
        {
            return MatrixError.Of("M_UNSUPPORTED_ROOM_VERSION", 400, "This server does not know the room version.");
        }

        if (!PresetOf(request).Accepted(out var preset, out var refusal)
            || !InvitesOf(request, requester, options).Accepted(out var invites, out refusal)
            || !AliasOf(request, options).Accepted(out var alias, out refusal))
        {
            return refusal;
        }

        return new RoomWishes
        {
            Creator = requester.UserId,
            Version = version,
            Preset = preset,
            Alias = alias,
            IsPublished = request.Visibility == "public",
            Name = request.Name is { Length: > 0 } ? request.Name : null,
            Topic = request.Topic,
            Invites = invites,
            IsDirect = request.IsDirect ?? false,
            CreationContent = request.CreationContent,
            InitialState = [.. (request.InitialState ?? []).Select(state =>
                new WishedState(state.Type!, state.StateKey ?? "", state.Content!.Value))],
            PowerLevelOverride = request.PowerLevelContentOverride,
        };
    }

    private static MatrixError? Objection(Request request)
    {
        if (request.Invite3pid is { Count: > 0 })
        {
            return MatrixError.Of("M_THREEPID_DENIED", 403, "This server invites by user id only, not by mail address or telephone number.");
        }

        if (request.CreationContent is { ValueKind: not JsonValueKind.Object } || request.PowerLevelContentOverride is { ValueKind: not JsonValueKind.Object })
        {
            return MatrixError.BadJson("creation_content and power_level_content_override are JSON objects.");
        }

        if (request.InitialState is { Count: > MaximumInitialState })
        {
            return MatrixError.TooLarge($"A room may start with at most {MaximumInitialState} pieces of state.");
        }

        return request.InitialState?.Any(state => state?.Type is null || state.Content is not { ValueKind: JsonValueKind.Object }) == true
            ? MatrixError.BadJson("Each piece of initial_state has a type and a content that is a JSON object.")
            : null;
    }

    private static Outcome<Preset> PresetOf(Request request) => (request.Preset, request.Visibility) switch
    {
        (_, not (null or "public" or "private")) => MatrixError.InvalidParam("The visibility is \"public\" or \"private\"."),
        ("private_chat", _) or (null, not "public") => Preset.PrivateChat,
        ("public_chat", _) or (null, "public") => Preset.PublicChat,
        ("trusted_private_chat", _) => Preset.TrustedPrivateChat,
        _ => MatrixError.InvalidParam("The preset is \"private_chat\", \"trusted_private_chat\" or \"public_chat\"."),
    };

    private static Outcome<ImmutableArray<UserId>> InvitesOf(Request request, Requester requester, HomeserverOptions options)
    {
        if (request.Invite is { Count: > MaximumInvites })
        {
            return MatrixError.TooLarge($"At most {MaximumInvites} people can be invited while creating a room.");
        }

        var invites = ImmutableArray.CreateBuilder<UserId>();
        foreach (var text in request.Invite ?? [])
        {
            if (!UserId.TryParse(text, out var guest))
            {
                return MatrixError.InvalidParam("An entry of invite is not a user id.");
            }

            if (guest.Server != options.ServerName)
            {
                return MatrixError.Forbidden("This server cannot reach people of other servers yet.");
            }

            if (guest != requester.UserId && !invites.Contains(guest))
            {
                invites.Add(guest);
            }
        }

        return invites.ToImmutable();
    }

    private static Outcome<RoomAlias?> AliasOf(Request request, HomeserverOptions options)
    {
        if (request.RoomAliasName is not { Length: > 0 } name)
        {
            return (RoomAlias?)null;
        }

        return RoomAlias.TryParse($"#{name}:{options.ServerName}", out var alias) && !name.Contains(':', StringComparison.Ordinal)
            ? alias
            : MatrixError.InvalidParam("The room_alias_name is not the local part of an alias.");
    }
}
