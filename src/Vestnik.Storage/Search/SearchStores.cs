using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Search;

namespace Vestnik.Storage.Search;

/// <summary>The ports of this area, ready to register.</summary>
public static class SearchStores
{
    public static IServiceCollection AddSearchStores(this IServiceCollection services) => services.AddSingleton<ISearchIndex, SearchRows>();
}
