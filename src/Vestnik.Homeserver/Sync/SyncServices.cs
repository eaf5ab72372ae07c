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
using Vestnik.Homeserver.Rooms.Relations;
using Vestnik.Homeserver.Silos;
using Vestnik.Homeserver.Sync.Sliding;
using Vestnik.Homeserver.Sync.Streams;

namespace Vestnik.Homeserver.Sync;

public static class SyncServices
{
    public static IServiceCollection AddSync(this IServiceCollection services)
    {
        services.AddSingleton<Fleeting>();
        services.AddSingleton<Typing>();
        services.AddSingleton<IObeyFacts>(provider => provider.GetRequiredService<Typing>());
        services.AddSingleton<Presence>();
        services.AddSingleton<IObeyFacts>(provider => provider.GetRequiredService<Presence>());
        services.AddSingleton<PresenceNews>();
        services.AddHostedService<PresenceRounds>();
        services.AddSingleton<ReceiptViews>();
        services.AddSingleton<Reading>();
        services.AddSingleton<Patience>();
        services.AddSingleton<LazyMembers>();
        services.AddSingleton<SyncFilters>();
        services.AddSingleton<UserFeeds>();
        services.AddSingleton<UnreadCounts>();
        services.AddSingleton(Answers);
        services.AddSingleton(SlidingAnswers);
        services.AddSingleton<SlidingConnections>();
        services.AddSingleton(provider => new LongPolling(
            provider.GetRequiredService<CommitFeed>(),
            provider.GetRequiredService<UserFeeds>(),
            provider.GetRequiredService<PresenceNews>(),
            provider.GetRequiredService<Patience>(),
            provider.GetRequiredService<Typing>(),
            provider.GetRequiredService<IAccountData>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IHostApplicationLifetime>()));
        services.AddSingleton(provider => new Syncing(provider.GetRequiredService<LongPolling>(), provider.GetRequiredService<SyncAnswers>()));
        services.AddSingleton(provider => new SlidingSync(
            provider.GetRequiredService<LongPolling>(),
            provider.GetRequiredService<SlidingConnections>(),
            provider.GetRequiredService<SlidingAnswers>()));
        return services;
    }

    private static SyncAnswers Answers(IServiceProvider provider)
    {
        var history = provider.GetRequiredService<IRoomHistory>();
        var accountData = AccountData(provider);
        return new SyncAnswers(
            new RoomSections(
                provider.GetRequiredService<RoomViews>(),
                provider.GetRequiredService<IMemberships>(),
                provider.GetRequiredService<InviteBlocking>(),
                Timeline(provider),
                new StateStream(history, provider.GetRequiredService<LazyMembers>()),
                new ReceiptsStream(provider.GetRequiredService<ReceiptViews>()),
                new TypingStream(provider.GetRequiredService<Typing>()),
                accountData,
                provider.GetRequiredService<UnreadCounts>(),
                provider.GetRequiredService<RoomReading>(),
                provider.GetRequiredService<Aggregations>()),
            accountData,
            new ToDeviceStream(provider.GetRequiredService<ToDeviceInbox>()),
            DeviceLists(provider),
            new PresenceStream(
                provider.GetRequiredService<Presence>(),
                provider.GetRequiredService<PresenceNews>(),
                provider.GetRequiredService<RoomViews>()));
    }

    private static SlidingAnswers SlidingAnswers(IServiceProvider provider)
    {
        var views = provider.GetRequiredService<RoomViews>();
        var history = provider.GetRequiredService<IRoomHistory>();
        var timeline = Timeline(provider);
        return new SlidingAnswers(
            new RoomCards(views, new RoomLabels(provider.GetRequiredService<IAccountData>())),
            new RoomResults(timeline, new WantedState(history), new BumpStamps(history), provider.GetRequiredService<UnreadCounts>()),
            new ExtensionResults(
                new ToDeviceStream(provider.GetRequiredService<ToDeviceInbox>()),
                DeviceLists(provider),
                new Company(views, timeline, history),
                new RoomExtensions(
                    AccountData(provider),
                    new ReceiptsStream(provider.GetRequiredService<ReceiptViews>()),
                    new TypingStream(provider.GetRequiredService<Typing>()))));
    }

    private static TimelineStream Timeline(IServiceProvider provider) =>
        new(provider.GetRequiredService<IRoomHistory>(), provider.GetRequiredService<ErasedPeople>());

    private static AccountDataStream AccountData(IServiceProvider provider) =>
        new(provider.GetRequiredService<IAccountData>(), provider.GetRequiredService<PushRules>());

    private static DeviceListsStream DeviceLists(IServiceProvider provider) => new(
        provider.GetRequiredService<DeviceListChanges>(),
        provider.GetRequiredService<KeyCounts>(),
        provider.GetRequiredService<IMemberships>());
}
