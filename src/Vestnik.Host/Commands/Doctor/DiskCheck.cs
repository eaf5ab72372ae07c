using System.Globalization;
using Vestnik.Homeserver;

namespace Vestnik.Host.Commands.Doctor;

/// <summary>The data folder can be written, has room, and is closed to other users of the machine.</summary>
internal static class DiskCheck
{
    private const string Subject = "disk";
    private const long LeastBytes = 1L << 30;
    private const long GoodBytes = 10L << 30;

    public static IEnumerable<Finding> Look(HomeserverOptions options)
    {
        var folder = options.DataDirectory;
        var existing = folder;
        while (!Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing)!;
        }

        yield return CanWrite(existing)
            ? Finding.Good(Subject, existing == folder ? $"{folder} can be written." : $"{folder} does not exist yet; the first start makes it.")
            : Finding.Bad(Subject, $"This user cannot write in {existing}: change its owner to the user that runs the server.");

        yield return FreeSpace(existing);

        if (!OperatingSystem.IsWindows() && existing == folder
            && (File.GetUnixFileMode(folder) & (UnixFileMode.OtherRead | UnixFileMode.OtherExecute)) != UnixFileMode.None)
        {
            yield return Finding.Doubtful(Subject, $"Other users of this machine can look into {folder}, where keys lie: chmod 700 {folder}");
        }
    }

    private static Finding FreeSpace(string folder)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var text = string.Create(CultureInfo.InvariantCulture, $"{free / (double)(1L << 30):F1} GiB are free at {folder}");
        return free switch
        {
            < LeastBytes => Finding.Bad(Subject, text + "; a full disk stops the server. Make room."),
            < GoodBytes => Finding.Doubtful(Subject, text + "; media will want more."),
            _ => Finding.Good(Subject, text + "."),
        };
    }

    private static bool CanWrite(string folder)
    {
        var trial = Path.Combine(folder, $".vestnik-doctor-{Guid.NewGuid():N}");
        try
        {
            File.WriteAllBytes(trial, [0]);
            File.Delete(trial);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
