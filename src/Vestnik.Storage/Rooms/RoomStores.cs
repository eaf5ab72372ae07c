using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Rooms.Delayed;
using Vestnik.Homeserver.Rooms.Disappearing;
using Vestnik.Homeserver.Rooms.Previewing;
using Vestnik.Homeserver.Rooms.Relations;
using Vestnik.Homeserver.Rooms.Reporting;
using Vestnik.Homeserver.Timers;
using Vestnik.Storage.Timers;

namespace Vestnik.Storage.Rooms;

/// <summary>The ports of this area, ready to register.</summary>
public static class RoomStores
{
    public static IServiceCollection AddRoomStores(this IServiceCollection services)
    {
        services.AddSingleton<RoomNumbers>();
        services.AddSingleton<IRoomStore, RoomStore>();
        services.AddSingleton<IRoomHistory, RoomHistory>();
        services.AddSingleton<IMemberships, MembershipRows>();
        services.AddSingleton<IAliases, AliasRows>();
        services.AddSingleton<IRelations, RelationRows>();
        services.AddSingleton<IPublishedRooms, PublishedRooms>();
        services.AddSingleton<IReports, ReportRows>();
        services.AddSingleton<IDelayedEvents, DelayedEventRows>();
        services.AddSingleton<IDisappearing, DisappearingRows>();
        services.AddSingleton<IOldPages, OldPages>();
        services.AddSingleton<ITimers, TimerRows>();
        return services;
    }
}
