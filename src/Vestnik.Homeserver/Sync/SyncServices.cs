using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Vestnik.Homeserver.AccountData;
using Vestnik.Homeserver.Devices;
using Vestnik.Homeserver.Ephemera;
using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Keys;
using Vestnik.Homeserver.Push;
using Vestnik.Homeserver.Receipts;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Silos;
using Vestnik.Homeserver.Sync.Streams;

namespace Vestnik.Homeserver.Sync;

public static class SyncServices
{
    public static IServiceCollection AddSync(this IServiceCollection services)
    {
        services.AddSingleton<Typing>();
        services.AddSingleton<IObeyFacts>(provider => provider.GetRequiredService<Typing>());
        services.AddSingleton<ReceiptViews>();
        services.AddSingleton<Reading>();
        services.AddSingleton<PushRules>();
        services.AddSingleton<Patience>();
        services.AddSingleton<LazyMembers>();
        services.AddSingleton<SyncFilters>();
        services.AddSingleton<UserFeeds>();
        services.AddSingleton(Answers);
        services.AddSingleton(provider => new Syncing(
            provider.GetRequiredService<CommitFeed>(),
            provider.GetRequiredService<UserFeeds>(),
            provider.GetRequiredService<SyncAnswers>(),
            provider.GetRequiredService<Patience>(),
            provider.GetRequiredService<Typing>(),
            provider.GetRequiredService<IAccountData>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IHostApplicationLifetime>()));
        return services;
    }

    private static SyncAnswers Answers(IServiceProvider provider)
    {
        var history = provider.GetRequiredService<IRoomHistory>();
        var rules = provider.GetRequiredService<PushRules>();
        var receipts = provider.GetRequiredService<ReceiptViews>();
        var accountData = new AccountDataStream(provider.GetRequiredService<IAccountData>(), rules);
        return new SyncAnswers(
            new RoomSections(
                provider.GetRequiredService<RoomViews>(),
                provider.GetRequiredService<IMemberships>(),
                new TimelineStream(history, provider.GetRequiredService<ErasedPeople>()),
                new StateStream(history, provider.GetRequiredService<LazyMembers>()),
                new ReceiptsStream(receipts),
                new TypingStream(provider.GetRequiredService<Typing>()),
                accountData,
                new UnreadCounts(rules, receipts, history)),
            accountData,
            new ToDeviceStream(provider.GetRequiredService<ToDeviceInbox>()),
            new DeviceListsStream(
                provider.GetRequiredService<DeviceListChanges>(),
                provider.GetRequiredService<KeyCounts>(),
                provider.GetRequiredService<IMemberships>()));
    }
}
