using Vestnik.Homeserver;
using Vestnik.Homeserver.Media;

namespace Vestnik.ClientApi.Media;

/// <summary>The address of uploaded content in events: <c>mxc://server/id</c>.</summary>
internal static class MxcUri
{
    public static string Of(HomeserverOptions options, MediaId id) => $"mxc://{options.ServerName}/{id}";
}
