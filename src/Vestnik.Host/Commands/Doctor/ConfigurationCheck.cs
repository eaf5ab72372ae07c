using Vestnik.Homeserver;

namespace Vestnik.Host.Commands.Doctor;

/// <summary>Keys that nobody reads, rights of the file, and settings that fit a test but not the open network.</summary>
internal static class ConfigurationCheck
{
    private const string Subject = "configuration";

    // Sections whose keys are read, or are reserved for parts of the server that a later version brings.
    private static readonly string[] Known =
    [
        "ServerName", "PublicBaseUrl", "DataDirectory", "Database", "Registration", "Passwords", "Rooms", "RateLimits", "Media",
        "Presence", "DelayedEvents", "Outbound", "Federation", "AppServices", "Email", "ShortMessages", "Notices", "WebClient", "Silos", "OperatorSocket",
    ];

    public static IEnumerable<Finding> Look(IConfiguration configuration, HomeserverOptions options, string file)
    {
        yield return Finding.Good(Subject, $"{file} can be read; the server is {options.ServerName}.");

        foreach (var section in configuration.GetSection("Vestnik").GetChildren())
        {
            if (!Known.Contains(section.Key, StringComparer.OrdinalIgnoreCase))
            {
                yield return Finding.Doubtful(Subject, $"Nobody reads Vestnik:{section.Key}; look for a slip of the pen.");
            }
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != UnixFileMode.None)
        {
            yield return Finding.Doubtful(Subject, $"Every user of this machine can read the secrets in {file}: chmod 600 {file}");
        }

        var local = options.PublicBaseUrl.IsLoopback;
        if (!local && options.PublicBaseUrl.Scheme != Uri.UriSchemeHttps)
        {
            yield return Finding.Bad(Subject, "PublicBaseUrl is not https: browsers give encryption, camera and passkeys to secure pages only.");
        }

        if (!local && !options.RateLimits.Enabled)
        {
            yield return Finding.Bad(Subject, "RateLimits:Enabled is false on a public address: anyone may guess passwords without end. Remove the key.");
        }

        if (options.Passwords.HashCost < 2)
        {
            yield return Finding.Doubtful(Subject, "Passwords:HashCost is the test value; stolen hashes would be cheap to guess. Remove the key.");
        }
    }
}
