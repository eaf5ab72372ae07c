using Vestnik.Homeserver;

namespace Vestnik.Host.Composition;

/// <summary>The Orleans silo and the homeserver's own services.</summary>
internal static class City
{
    public static WebApplicationBuilder AddCity(this WebApplicationBuilder builder, HomeserverOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        builder.Host.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(gatewayPort: 0);
            ClosedDoor.Close(silo.Services);
        });

        // The city's services, one line each, by area.
        return builder;
    }
}
