using System.Text;
using Vestnik.Homeserver;

namespace Vestnik.Host.Operator;

/// <summary>
/// The operator's own door: a Unix socket in a folder that only the server's user may enter. Whoever can open it may rule
/// accounts, so it asks for no password, and no request from the network can reach what stands behind it.
/// </summary>
internal static class OperatorDoor
{
    // The kernel's limit for a socket's path is 108 bytes with its closing zero.
    private const int LongestPathBytes = 107;

    public static string SocketOf(HomeserverOptions options) => Path.Combine(options.DataDirectory, "operator", "socket");

    public static void Open(WebApplicationBuilder builder, HomeserverOptions options)
    {
        var socket = SocketOf(options);
        if (OperatingSystem.IsWindows() || Encoding.UTF8.GetByteCount(socket) > LongestPathBytes)
        {
            return;
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            Prepare(Path.GetDirectoryName(socket)!);
            File.Delete(socket);
            kestrel.ListenUnixSocket(socket, listen => listen.Use(next => connection =>
            {
                connection.Features.Set(new CameByTheOperatorsDoor());
                return next(connection);
            }));
        });
    }

    /// <summary>Requests by this door meet the operator's desk and nothing else; all others never see it.</summary>
    public static void UseOperatorDesk(this WebApplication app) =>
        app.MapWhen(
            context => context.Features.Get<CameByTheOperatorsDoor>() is not null,
            branch => branch.UseRouting().UseEndpoints(OperatorDesk.Map));

    private static void Prepare(string folder)
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder, ownerOnly);
            File.SetUnixFileMode(folder, ownerOnly);
        }
    }

    private sealed record CameByTheOperatorsDoor;
}
