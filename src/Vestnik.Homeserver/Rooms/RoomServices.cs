using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.AccountData;
using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Rooms.Delayed;
using Vestnik.Homeserver.Rooms.Disappearing;
using Vestnik.Homeserver.Rooms.Founding;
using Vestnik.Homeserver.Rooms.Previewing;
using Vestnik.Homeserver.Rooms.Relations;
using Vestnik.Homeserver.Rooms.Reporting;
using Vestnik.Homeserver.Rooms.Upgrading;
using Vestnik.Homeserver.Timers;

namespace Vestnik.Homeserver.Rooms;

/// <summary>Everything this area offers the rest of the house.</summary>
public static class RoomServices
{
    public static IServiceCollection AddRooms(this IServiceCollection services)
    {
        services.AddSingleton<CommitFeed>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<CommitFeed>());
        services.AddSingleton<RoomViews>();
        services.AddSingleton<RoomGrains>();
        services.AddSingleton<ITimerKind, ForgetTransactions>();
        services.AddSingleton<RoomDoor>();
        services.AddSingleton<MutualRooms>();
        services.AddSingleton<InviteBlocking>();
        services.AddSingleton<ErasedPeople>();
        services.AddSingleton<RoomReading>();
        services.AddSingleton<IgnoredPeople>();
        services.AddSingleton<Aggregations>();
        services.AddSingleton<RelatedReading>();
        services.AddSingleton<RelationRules>();
        services.AddSingleton<RoomClock>();
        services.AddSingleton<Previews>();
        services.AddSingleton<SpaceTree>();
        services.AddSingleton<PublicRooms>();
        services.AddSingleton<RoomNames>();
        services.AddSingleton<CanonicalAliases>();
        services.AddSingleton<RoomFounder>();
        services.AddSingleton<RoomUpgrades>();
        services.AddSingleton<DelayedSending>();
        services.AddSingleton<DelayedEvents>();
        services.AddSingleton<ITimerKind, SendWhenDue>();
        services.AddSingleton<ITimerKind, ForgetDelayedEvents>();
        services.AddSingleton<Removal>();
        services.AddSingleton<ITimerKind, Disappearance>();
        services.AddSingleton<ITimerKind, WipeOldPages>();
        services.AddSingleton<Complaints>();
        services.AddSingleton<CarriedSettings>();
        services.AddSingleton(provider => ServerSigningKey.LoadOrCreate(provider.GetRequiredService<HomeserverOptions>()));
        return services;
    }
}
