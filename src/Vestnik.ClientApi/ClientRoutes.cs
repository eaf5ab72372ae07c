using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vestnik.ClientApi.Server;
using Vestnik.Http;

namespace Vestnik.ClientApi;

/// <summary>The client-server API, listed as the spec lists it.</summary>
public static class ClientRoutes
{
    public static IServiceCollection AddClientApi(this IServiceCollection services)
    {
        services.AddSingleton<Frame>();
        services.AddSingleton<Authentication>();
        services.Configure<JsonOptions>(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.DictionaryKeyPolicy = null;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ClientJson.Default);
        });
        return services;
    }

    public static IEndpointRouteBuilder MapClientApi(this IEndpointRouteBuilder routes) => routes
        .MapServer();

    private static IEndpointRouteBuilder MapServer(this IEndpointRouteBuilder routes) => routes
        .Map<GetVersions>();
}
