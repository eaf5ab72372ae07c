using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Media;

namespace Vestnik.Storage.Media;

public static class MediaStores
{
    /// <summary>Records and files of uploaded content.</summary>
    public static IServiceCollection AddMediaStores(this IServiceCollection services)
    {
        services.AddSingleton<IMediaStore, MediaStore>();
        services.AddSingleton<IMediaRemovals, MediaRemovals>();
        services.AddSingleton<MediaFolder>();
        services.AddSingleton<IMediaFiles>(provider => provider.GetRequiredService<MediaFolder>());
        services.AddSingleton<IPartialFiles, PartialFolder>();
        return services;
    }
}
