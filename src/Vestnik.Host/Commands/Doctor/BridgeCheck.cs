using Vestnik.Gateways.AppServices;
using Vestnik.Homeserver;

namespace Vestnik.Host.Commands.Doctor;

/// <summary>The registrations of application services: whether they can be read, and by whom.</summary>
internal static class BridgeCheck
{
    private const string Subject = "application services";

    public static IEnumerable<Finding> Look(HomeserverOptions options)
    {
        var files = options.AppServices.RegistrationFiles;
        if (files.Count == 0)
        {
            yield break;
        }

        yield return Read(options);
        if (OperatingSystem.IsWindows())
        {
            yield break;
        }

        foreach (var file in files.Where(file => File.Exists(file) && IsOpen(file)))
        {
            yield return Finding.Doubtful(Subject, $"Every user of this machine can read the tokens in {file}: chmod 640 {file}, with the bridge's group.");
        }
    }

    private static Finding Read(HomeserverOptions options)
    {
        try
        {
            var services = RegistrationFile.ReadAll(options.AppServices.RegistrationFiles, options.ServerName);
            return Finding.Good(Subject, $"{services.All.Count} registered.");
        }
        catch (InvalidDataException problem)
        {
            return Finding.Bad(Subject, problem.Message);
        }
    }

    private static bool IsOpen(string file) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != UnixFileMode.None;
}
