using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Vestnik.Homeserver.Feed;

namespace Vestnik.Storage.Media;

/// <summary>Makes the names in a directory durable: a file that is on disk is of no use when its name is lost.</summary>
/// <remarks>.NET flushes files and has nothing for directories; on Windows there is nothing to do.</remarks>
internal static class DurableDirectory
{
    private const int ReadOnly = 0;

    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(Encoding.UTF8.GetBytes(path + '\0'), ReadOnly);
        if (descriptor < 0)
        {
            throw Failed();
        }

        try
        {
            if (Synchronize(descriptor) != 0)
            {
                throw Failed();
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static StoreUnavailableException Failed() =>
        new("The media folder could not be made durable.", new Win32Exception(Marshal.GetLastPInvokeError()));

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronize(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
