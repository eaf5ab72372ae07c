using Vestnik.Gateways.AppServices;
using Vestnik.Homeserver;
using Vestnik.Homeserver.AppServices;

namespace Vestnik.Host.Composition;

/// <summary>The application services that the operator has registered.</summary>
internal static class Bridges
{
    /// <exception cref="ConfigurationProblemException">A registration cannot be read.</exception>
    public static IServiceCollection AddBridges(this IServiceCollection services, HomeserverOptions options)
    {
        try
        {
            services.AddAppServices(RegistrationFile.ReadAll(options.AppServices.RegistrationFiles, options.ServerName));
        }
        catch (InvalidDataException problem)
        {
            throw new ConfigurationProblemException($"An application service cannot be registered (Vestnik:AppServices:RegistrationFiles). {problem.Message}");
        }

        return services.AddSingleton<IServiceLink, ServiceLink>();
    }
}
