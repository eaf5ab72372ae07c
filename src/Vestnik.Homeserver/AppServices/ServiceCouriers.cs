using Microsoft.Extensions.Logging;
using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Rooms;

namespace Vestnik.Homeserver.AppServices;

/// <summary>Gives each application service that wants to hear something its courier.</summary>
internal sealed class ServiceCouriers(
    RegisteredServices services, ServiceNews news, IServiceQueues queues, IServiceLink link, IEventLog log, ServiceEphemera ephemera,
    RoomViews views, IRoomHistory history, IAliases aliases, CommitFeed feed, TimeProvider clock, ILogger<ServiceCourier> logger)
{
    /// <summary>Null for one that is not registered, or that has no address.</summary>
    public ServiceCourier? Of(string id)
    {
        if (services.Find(id) is not { Url: not null } service)
        {
            return null;
        }

        var heard = news.Of(service);
        heard.Take();
        var gathering = new ServiceGathering(
            service, new ServiceInterest(service, history, aliases), heard, log, ephemera, views, feed, clock);
        return new ServiceCourier(service, gathering, queues, link, clock, logger);
    }
}
