using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Push;
using Vestnik.Homeserver.Receipts;
using Vestnik.Storage.Receipts;

namespace Vestnik.Storage.Sync;

public static class SyncStores
{
    public static IServiceCollection AddSyncStores(this IServiceCollection services)
    {
        services.AddSingleton<IReceiptStore, ReceiptStore>();
        services.AddSingleton<IPushRuleStore, PushRuleStore>();
        services.AddSingleton<IPusherStore, PusherStore>();
        services.AddSingleton<IOwedPushes, OwedPushes>();
        return services;
    }
}
