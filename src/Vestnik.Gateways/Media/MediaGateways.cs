using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Media.Previews;
using Vestnik.Homeserver.Media.Thumbnails;
using Vestnik.Outbound;

namespace Vestnik.Gateways.Media;

public static class MediaGateways
{
    /// <summary>What media needs of libraries and of the world.</summary>
    public static IServiceCollection AddMediaGateways(this IServiceCollection services)
    {
        services.AddSingleton<IImageShrinker, VipsShrinker>();
        services.AddSingleton<IPageReader, HtmlPageReader>();
        services.AddSingleton<IWebReader>(provider => new GuardedWebReader(new GuardedClient(PolicyOfPreviews(
            provider.GetRequiredService<OutboundPolicy>(), provider.GetRequiredService<HomeserverOptions>()))));
        return services;
    }

    // Whoever has an account chooses what is looked at: a host that is open to the operator's own mail or push is not open to that.
    private static OutboundPolicy PolicyOfPreviews(OutboundPolicy policy, HomeserverOptions options) =>
        policy with { AllowedPrivateHosts = options.Media.UrlPreviewPrivateHosts };
}
