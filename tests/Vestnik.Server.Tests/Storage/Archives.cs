using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Vestnik.Homeserver.Feed;
using Vestnik.Storage.Engine;

namespace Vestnik.Server.Tests.Storage;

/// <summary>An empty archive for one test, on either database; gone afterwards.</summary>
public sealed class Archives : IDisposable
{
    public const string Sqlite = "SQLite";
    public const string PostgreSql = "PostgreSQL";

    private readonly string? folder;
    private readonly NpgsqlDataSource? administrator;
    private readonly string name = $"vestnik_archive_{Guid.NewGuid():N}";

    private Archives(string kind)
    {
        if (kind == Sqlite)
        {
            folder = Directory.CreateTempSubdirectory("vestnik-archive-").FullName;
            return;
        }

        var server = Environment.GetEnvironmentVariable("VESTNIK_TEST_POSTGRES");
        Assert.SkipWhen(server is null, "VESTNIK_TEST_POSTGRES names no PostgreSQL; ./test starts one.");
        administrator = NpgsqlDataSource.Create(server!);
        using var create = administrator.CreateCommand($"CREATE DATABASE {name}");
        create.ExecuteNonQuery();
    }

    public static TheoryData<string> Both { get; } = [Sqlite, PostgreSql];

    internal RecordingListener Listener { get; } = new();

    internal FaultyGate Gate { get; } = new();

    public static Archives Of(string kind) => new(kind);

    /// <summary>Opens the archive; opening it again is a restart.</summary>
    public Database Open(int lanes = 4) => folder is { } directory
        ? Open(Dialect.Sqlite, new SqliteFile(Path.Combine(directory, "a.db"), false), new SqliteFile(Path.Combine(directory, "a.db"), true), 1)
        : Open(Dialect.PostgreSql, Source(), Source(), lanes);

    public void Dispose()
    {
        if (folder is not null)
        {
            Directory.Delete(folder, recursive: true);
            return;
        }

        using (var drop = administrator!.CreateCommand($"DROP DATABASE {name} WITH (FORCE)"))
        {
            drop.ExecuteNonQuery();
        }

        administrator.Dispose();
    }

    private Database Open(Dialect dialect, DbDataSource writers, DbDataSource readers, int lanes) => new(
        dialect, writers, readers, new DatabaseOptions { Lanes = lanes, Readers = 4 }, Listener, Gate, NullLogger<Database>.Instance);

    private NpgsqlDataSource Source() => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(administrator!.ConnectionString) { Database = name, MaxAutoPrepare = 100 });
}

/// <summary>Keeps every committed fact in the order in which it was told.</summary>
internal sealed class RecordingListener : ICommitListener
{
    private readonly List<CommittedFact> facts = [];
    private readonly List<(int Shard, long Head)> untold = [];

    public IReadOnlyList<(int Shard, long Head)> UntoldHeads
    {
        get
        {
            lock (facts)
            {
                return [.. untold];
            }
        }
    }

    public IReadOnlyList<CommittedFact> Facts
    {
        get
        {
            lock (facts)
            {
                return [.. facts];
            }
        }
    }

    public void Opened(IReadOnlyList<long> heads)
    {
    }

    public void Untold(int shard, long head)
    {
        lock (facts)
        {
            untold.Add((shard, head));
        }
    }

    public void Committed(IReadOnlyList<CommittedFact> committed)
    {
        lock (facts)
        {
            facts.AddRange(committed);
        }
    }
}

/// <summary>Makes the next commits fail, or leaves their outcome unknown.</summary>
internal sealed class FaultyGate : ICommitGate
{
    private int failures;
    private int silences;

    public void FailNext(int commits) => failures = commits;

    public void SilenceNext(int commits) => silences = commits;

    public void BeforeCommit()
    {
        if (Interlocked.Decrement(ref failures) >= 0)
        {
            throw new DiskFullException();
        }
    }

    public void AfterCommit()
    {
        if (Interlocked.Decrement(ref silences) >= 0)
        {
            throw new DiskFullException();
        }
    }

    internal sealed class DiskFullException : DbException
    {
        public DiskFullException()
            : base("The disk is full.")
        {
        }
    }
}
