using Microsoft.Data.Sqlite;
using System.Data.Common;

namespace Vestnik.Storage.Engine;

/// <summary>Opens the embedded database: one file, WAL, every commit on disk before it is acknowledged.</summary>
public sealed class SqliteFile(string path, bool readOnly) : DbDataSource
{
    private const string Writing = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA secure_delete = FAST;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -65536;
        PRAGMA foreign_keys = OFF;
        PRAGMA busy_timeout = 10000;
        """;

    private const string Reading = """
        PRAGMA query_only = ON;
        PRAGMA mmap_size = 1073741824;
        PRAGMA cache_size = -16384;
        PRAGMA busy_timeout = 10000;
        """;

    public override string ConnectionString { get; } = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWriteCreate,
        Pooling = false,
    }.ToString();

    protected override DbConnection CreateDbConnection() => new SqliteConnection(ConnectionString);

    protected override DbConnection OpenDbConnection()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();

        // The page size takes effect only in a file that is still empty.
        command.CommandText = readOnly ? Reading : "PRAGMA page_size = 8192; " + Writing;
        command.ExecuteNonQuery();
        return connection;
    }
}
