using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Media.Previews;
using Vestnik.Homeserver.Media.Thumbnails;
using Vestnik.Homeserver.Timers;

namespace Vestnik.Homeserver.Media;

public static class MediaServices
{
    /// <summary>Uploads and downloads; records and files come from the archive.</summary>
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddSingleton<ContentRepository>();
        services.AddSingleton<ResumableUploads>();
        services.AddSingleton<MediaRemoval>();
        services.AddSingleton<ThumbnailMaker>();
        services.AddSingleton<PreviewPictures>();
        services.AddSingleton<LinkPreviews>();
        services.AddSingleton<MediaSweep>();
        services.AddSingleton<ITimerKind>(provider => provider.GetRequiredService<MediaSweep>());
        return services;
    }
}
