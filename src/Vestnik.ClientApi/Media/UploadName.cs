using Vestnik.Homeserver;
using Vestnik.Homeserver.Media;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Media;

/// <summary>The name of an upload in a path.</summary>
internal static class UploadName
{
    /// <returns><c>M_NOT_FOUND</c> where it is none of this server.</returns>
    public static Outcome<MediaId> Parse(string serverName, string mediaId, HomeserverOptions options) =>
        ServerName.TryParse(serverName, out var server) && server == options.ServerName && MediaId.TryParse(mediaId, out var id)
            ? id
            : MatrixError.NotFound("No upload is awaited under this name.");
}
