using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Media;
using Vestnik.Outbound;

namespace Vestnik.Gateways.Media.Objects;

public static class ObjectStorage
{
    /// <summary>Puts an object store in front of the media folder, which must be registered already.</summary>
    public static IServiceCollection AddObjectStorage(this IServiceCollection services, ObjectStorageOptions storage)
    {
        var folder = services.Single(service => service.ServiceType == typeof(IMediaFiles));
        services.Remove(folder);
        services.AddSingleton<IMediaFiles>(provider => new ObjectFiles(
            (IMediaFiles)folder.ImplementationFactory!(provider),
            new ObjectStore(provider.GetRequiredService<GuardedClient>(), storage, provider.GetRequiredService<TimeProvider>())));
        return services;
    }
}
