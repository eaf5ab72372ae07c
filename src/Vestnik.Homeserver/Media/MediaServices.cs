using Microsoft.Extensions.DependencyInjection;

namespace Vestnik.Homeserver.Media;

public static class MediaServices
{
    /// <summary>Uploads and downloads; records and files come from the archive.</summary>
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddSingleton<ContentRepository>();
        services.AddSingleton<UploadRemoval>();
        services.AddHostedService<MediaSweep>();
        return services;
    }
}
