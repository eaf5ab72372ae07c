using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Media;
using Vestnik.Homeserver.Media.Previews;
using Vestnik.Homeserver.Media.Thumbnails;

namespace Vestnik.Storage.Media;

public static class MediaStores
{
    /// <summary>Records and files of uploaded content.</summary>
    public static IServiceCollection AddMediaStores(this IServiceCollection services)
    {
        services.AddSingleton<IMediaStore, MediaStore>();
        services.AddSingleton<IMediaRemovals, MediaRemovals>();
        services.AddSingleton<IThumbnailStore, ThumbnailStore>();
        services.AddSingleton<IPreviewStore, PreviewStore>();
        services.AddSingleton<MediaFolder>();
        services.AddSingleton<IMediaFiles>(provider => provider.GetRequiredService<MediaFolder>());
        services.AddSingleton<IPartialFiles, PartialFolder>();
        return services;
    }
}
