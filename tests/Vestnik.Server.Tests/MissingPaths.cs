namespace Vestnik.Server.Tests;

/// <summary>Operations of the client-server API that no endpoint answers yet, as the specification writes them. The list may only become shorter.</summary>
internal static class MissingPaths
{
    public static readonly string[] Known =
    [
        // Application services.
        "POST /_matrix/client/v1/appservice/{appserviceId}/ping",
        "PUT /_matrix/client/v3/directory/list/appservice/{networkId}/{roomId}",

        // Media: previews of web pages.
        "GET /_matrix/client/v1/media/preview_url",
        "GET /_matrix/media/v3/preview_url",

        // Signing in by OAuth 2.0 and by other services.
        "GET /_matrix/client/v1/auth_metadata",
        "GET /_matrix/client/v3/login/sso/redirect",
        "GET /_matrix/client/v3/login/sso/redirect/{idpId}",

        // Rooms.
        "GET /.well-known/matrix/policy_server",
        "GET /_matrix/client/v1/room_summary/{roomIdOrAlias}",
        "GET /_matrix/client/v1/rooms/{roomId}/hierarchy",
        "GET /_matrix/client/v1/rooms/{roomId}/relations/{eventId}",
        "GET /_matrix/client/v1/rooms/{roomId}/relations/{eventId}/{relType}",
        "GET /_matrix/client/v1/rooms/{roomId}/relations/{eventId}/{relType}/{eventType}",
        "GET /_matrix/client/v1/rooms/{roomId}/threads",
        "GET /_matrix/client/v1/rooms/{roomId}/timestamp_to_event",
        "GET /_matrix/client/v3/directory/list/room/{roomId}",
        "PUT /_matrix/client/v3/directory/list/room/{roomId}",
        "GET /_matrix/client/v3/publicRooms",
        "POST /_matrix/client/v3/publicRooms",
        "POST /_matrix/client/v3/rooms/{roomId}/report",
        "POST /_matrix/client/v3/rooms/{roomId}/report/{eventId}",
        "POST /_matrix/client/v3/rooms/{roomId}/upgrade",
        "POST /_matrix/client/v3/search",
        "POST /_matrix/client/v3/users/{userId}/report",

        // Deprecated forms of /sync.
        "GET /_matrix/client/v3/events/{eventId}",
        "GET /_matrix/client/v3/initialSync",
        "GET /_matrix/client/v3/rooms/{roomId}/initialSync",
    ];
}
