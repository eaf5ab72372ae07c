using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.AppServices;

/// <summary>What only application services may call.</summary>
internal static class AppServiceRoutes
{
    public static IEndpointRouteBuilder MapAppServices(this IEndpointRouteBuilder routes) => routes
        .Map<PingService>()
        .Map<PublishInNetwork>()
        .Map<WithdrawFromNetwork>();
}
