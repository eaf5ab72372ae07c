using System.Data.Common;
using Npgsql;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Contacts;
using Vestnik.Homeserver.Notices;
using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Silos;
using Vestnik.Storage.Accounts;
using Vestnik.Storage.Administration;
using Vestnik.Storage.AppServices;
using Vestnik.Storage.Contacts;
using Vestnik.Storage.Engine;
using Vestnik.Storage.Notices;
using Vestnik.Storage.Keys;
using Vestnik.Storage.Media;
using Vestnik.Storage.Rooms;
using Vestnik.Storage.Search;
using Vestnik.Storage.Silos;
using Vestnik.Storage.Sync;

namespace Vestnik.Host.Composition;

/// <summary>The database, SQLite unless <c>Vestnik:Database:PostgreSql</c> holds a connection string, and the ports on it.</summary>
internal static class Archive
{
    public static IServiceCollection AddArchive(this IServiceCollection services, HomeserverOptions options, IConfiguration configuration)
    {
        var connectionString = configuration["Vestnik:Database:PostgreSql"];
        DataFolder.Make(options.DataDirectory);
        services.AddSingleton<DataFolder>();
        services.AddSingleton<ICommitGate, OpenGate>();
        services.AddSingleton(provider => connectionString is null ? OpenSqlite(options, provider) : OpenPostgreSql(connectionString, provider));

        // Ports on the database, one line each, by area.
        services.AddAccountStores();
        services.AddKeyStores();
        services.AddMediaStores();
        services.AddRoomStores();
        services.AddAppServiceStores();
        services.AddSingleton<IContactStore, ContactRows>();
        services.AddSingleton<INoticeRooms, NoticeRooms>();
        services.AddSearchStores();
        services.AddAdministrationStores();
        services.AddSyncStores();
        services.AddSingleton<ISiloTable, SiloTable>();
        services.AddSingleton<ICommittedHeads, CommittedHeads>();
        return services;
    }

    private static Database OpenSqlite(HomeserverOptions options, IServiceProvider provider)
    {
        provider.GetRequiredService<DataFolder>();
        var file = Path.Combine(options.DataDirectory, "vestnik.db");
        return Open(
            Dialect.Sqlite,
            new SqliteFile(file, readOnly: false),
            new SqliteFile(file, readOnly: true),
            new DatabaseOptions { Lanes = 1, Readers = 16 },
            provider);
    }

    private static Database OpenPostgreSql(string connectionString, IServiceProvider provider)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 200, Enlist = false };
        return Open(
            Dialect.PostgreSql,
            NpgsqlDataSource.Create(settings),
            NpgsqlDataSource.Create(settings),
            new DatabaseOptions { Lanes = 8, Readers = 16 },
            provider);
    }

    private static Database Open(
        Dialect dialect, DbDataSource writers, DbDataSource readers, DatabaseOptions options, IServiceProvider provider) =>
        new(dialect, writers, readers, options,
            provider.GetRequiredService<ICommitListener>(),
            provider.GetRequiredService<ICommitGate>(),
            provider.GetRequiredService<ILogger<Database>>());
}
