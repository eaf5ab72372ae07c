using System.Net;
using Orleans.Configuration;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Contacts;
using Vestnik.Homeserver.Keys;
using Vestnik.Homeserver.Media;
using Vestnik.Homeserver.Notices;
using Vestnik.Homeserver.Push;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Search;
using Vestnik.Homeserver.Silos;
using Vestnik.Homeserver.Sync;
using Vestnik.Homeserver.Timers;

namespace Vestnik.Host.Composition;

/// <summary>The Orleans silo and the homeserver's own services.</summary>
internal static class City
{
    public static WebApplicationBuilder AddCity(this WebApplicationBuilder builder, HomeserverOptions options)
    {
        builder.Host.UseOrleans(silo =>
        {
            if (options.Cluster is { } cluster)
            {
                silo.JoinCluster(options, cluster);
            }
            else
            {
                silo.UseLocalhostClustering(gatewayPort: 0);
                ClosedDoor.Close(silo.Services);
            }
        });

        // The city's services, one line each, by area.
        builder.Services.AddAccounts();
        builder.Services.AddBridges(options);
        builder.Services.AddAdministration();
        builder.Services.AddKeys();
        builder.Services.AddMedia();
        builder.Services.AddRooms();
        builder.Services.AddContacts();
        builder.Services.AddSingleton<ServerNotices>();
        builder.Services.AddSearch();
        builder.Services.AddSync();
        builder.Services.AddPush();
        builder.Services.AddTimers();
        _ = options.Cluster is null ? builder.Services.AddOneSilo() : builder.Services.AddCluster();
        return builder;
    }

    // A silo that cannot be reached must be out of the cluster soon: others wait for it before a revocation answers.
    private static void JoinCluster(this ISiloBuilder silo, HomeserverOptions options, Homeserver.ClusterOptions cluster)
    {
        silo.Configure<Orleans.Configuration.ClusterOptions>(names =>
        {
            names.ClusterId = options.ServerName.ToString();
            names.ServiceId = "vestnik";
        });
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(1);
            membership.NumMissedProbesLimit = 3;
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(3);
            membership.NumVotesForDeathDeclaration = 1;
        });
        silo.ConfigureEndpoints(IPAddress.Parse(cluster.Address), cluster.SiloPort, gatewayPort: 0);
    }
}
