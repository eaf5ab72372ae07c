using Vestnik.Homeserver;

namespace Vestnik.Host.Composition;

/// <summary>
/// The data folder, claimed by this process for as long as it lives. Two servers on one SQLite file would each believe to be
/// the only writer of every room.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream claim;

    /// <exception cref="ConfigurationProblemException">Another server uses the folder, or this user may not.</exception>
    public DataFolder(HomeserverOptions options)
    {
        Make(options.DataDirectory);
        try
        {
            claim = new FileStream(Path.Combine(options.DataDirectory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException)
        {
            throw new ConfigurationProblemException($"This user may not write in {options.DataDirectory} (Vestnik:DataDirectory).");
        }
        catch (IOException)
        {
            throw new ConfigurationProblemException($"Another server uses {options.DataDirectory} (Vestnik:DataDirectory).");
        }
    }

    public void Dispose() => claim.Dispose();

    /// <summary>Makes the folder for the server's user alone; one that exists stays as the operator made it.</summary>
    public static void Make(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
                return;
            }

            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
        {
            throw new ConfigurationProblemException($"{folder} (Vestnik:DataDirectory) cannot be made or written: {problem.Message}");
        }
    }
}
