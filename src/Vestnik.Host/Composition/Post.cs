using Vestnik.Gateways.Media;
using Vestnik.Gateways.Media.Objects;
using Vestnik.Homeserver;
using Vestnik.Gateways.Push;
using Vestnik.Gateways.Contacts;
using Vestnik.Homeserver.Contacts;
using Vestnik.Outbound;

namespace Vestnik.Host.Composition;

/// <summary>The way out of the house, and what takes it.</summary>
internal static class Post
{
    public static IServiceCollection AddPost(this IServiceCollection services, HomeserverOptions options, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Vestnik:Outbound").Get<OutboundPolicy>() ?? new());
        services.AddSingleton<GuardedClient>();
        services.AddPushGateways();
        services.AddMediaGateways();
        if (options.Media.ObjectStorage is { } objects)
        {
            services.AddObjectStorage(Checked(objects));
        }

        services.AddSingleton<ShortMessages>();
        services.AddSingleton<IContactReach, ContactReach>();
        return services;
    }

    private static ObjectStorageOptions Checked(ObjectStorageOptions objects) =>
        objects is { Endpoint: { IsAbsoluteUri: true, Scheme: "http" or "https" }, Bucket.Length: > 0, AccessKey.Length: > 0, SecretKey.Length: > 0 }
        && objects.Bucket.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '.')
            ? objects
            : throw new ConfigurationProblemException(
                "Vestnik:Media:ObjectStorage needs Endpoint (an address such as https://objects.example.org), Bucket, AccessKey and SecretKey.");
}
