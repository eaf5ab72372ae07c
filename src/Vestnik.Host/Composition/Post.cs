using Vestnik.Gateways.Media;
using Vestnik.Gateways.Push;
using Vestnik.Gateways.Contacts;
using Vestnik.Homeserver.Contacts;
using Vestnik.Outbound;

namespace Vestnik.Host.Composition;

/// <summary>The way out of the house, and what takes it.</summary>
internal static class Post
{
    public static IServiceCollection AddPost(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Vestnik:Outbound").Get<OutboundPolicy>() ?? new());
        services.AddSingleton<GuardedClient>();
        services.AddPushGateways();
        services.AddMediaGateways();
        services.AddSingleton<ShortMessages>();
        services.AddSingleton<IContactReach, ContactReach>();
        return services;
    }
}
