using Vestnik.Homeserver;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Host.Composition;

/// <summary>Reads the section <c>Vestnik</c> and says in words what is wrong with it.</summary>
internal static class Settings
{
    /// <summary>Adds the file, and the environment after it, so that <c>Vestnik__Media__UrlPreviews=false</c> overrides the file.</summary>
    public static void AddFile(IConfigurationBuilder configuration, string file)
    {
        try
        {
            configuration.AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false);
        }
        catch (FileNotFoundException)
        {
            throw new ConfigurationProblemException($"There is no configuration file {Path.GetFullPath(file)}.");
        }
        catch (InvalidDataException problem)
        {
            throw new ConfigurationProblemException($"{Path.GetFullPath(file)} is not JSON: {problem.InnerException?.Message ?? problem.Message}");
        }

        configuration.AddEnvironmentVariables();
    }

    public static HomeserverOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Vestnik");
        var name = section["ServerName"];
        if (!ServerName.TryParse(name, out var serverName))
        {
            throw new ConfigurationProblemException("Vestnik:ServerName is missing or is not a server name, such as example.org.");
        }

        if (!Uri.TryCreate(section["PublicBaseUrl"], UriKind.Absolute, out var baseUrl))
        {
            throw new ConfigurationProblemException("Vestnik:PublicBaseUrl is missing or is not an address, such as https://example.org.");
        }

        return new HomeserverOptions
        {
            ServerName = serverName,
            PublicBaseUrl = baseUrl,
            DataDirectory = Path.GetFullPath(section["DataDirectory"]
                ?? throw new ConfigurationProblemException("Vestnik:DataDirectory is missing: the folder of database, media and keys.")),
            Registration = section.GetSection("Registration").Get<RegistrationOptions>() ?? new(),
            Passwords = section.GetSection("Passwords").Get<PasswordOptions>() ?? new(),
            Rooms = section.GetSection("Rooms").Get<RoomOptions>() ?? new(),
            DelayedEvents = section.GetSection("DelayedEvents").Get<DelayedEventOptions>() ?? new(),
            Presence = section.GetSection("Presence").Get<PresenceOptions>() ?? new(),
            Support = section.GetSection("Support").Get<SupportOptions>() ?? new(),
            Notices = section.GetSection("Notices").Get<NoticeOptions>() ?? new(),
            Email = section.GetSection("Email").Get<EmailOptions>(),
            ShortMessages = section.GetSection("ShortMessages").Get<ShortMessageOptions>(),
            Calls = section.GetSection("Calls").Get<CallOptions>() ?? new(),
            RateLimits = section.GetSection("RateLimits").Get<RateLimitOptions>() ?? new(),
            Cluster = section.GetSection("Cluster").Get<ClusterOptions>(),
            AppServices = section.GetSection("AppServices").Get<AppServiceOptions>() ?? new(),
            Media = section.GetSection("Media").Get<MediaOptions>() ?? new(),
            Push = section.GetSection("Push").Get<PushOptions>() ?? new(),
        };
    }
}
