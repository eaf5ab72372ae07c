using System.Data.Common;
using Npgsql;
using Vestnik.Homeserver;
using Vestnik.Storage.Engine;

namespace Vestnik.Host.Commands.Doctor;

/// <summary>The database opens and keeps what it acknowledges.</summary>
internal static class DatabaseCheck
{
    private const string Subject = "database";

    public static async Task<List<Finding>> LookAsync(IConfiguration configuration, HomeserverOptions options, CancellationToken cancel)
    {
        try
        {
            return configuration["Vestnik:Database:PostgreSql"] is { } address
                ? await LookAtPostgreSqlAsync(address, cancel)
                : [await LookAtSqliteAsync(Path.Combine(options.DataDirectory, "vestnik.db"), cancel)];
        }
        catch (Exception problem) when (problem is DbException or ArgumentException)
        {
            return [Finding.Bad(Subject, $"It cannot be opened: {problem.Message.TrimEnd('.')}. Check Vestnik:Database and that the database runs.")];
        }
    }

    private static async Task<Finding> LookAtSqliteAsync(string file, CancellationToken cancel)
    {
        if (!File.Exists(file))
        {
            return Finding.Good(Subject, $"{file} does not exist yet; the first start makes it.");
        }

        await using var source = new SqliteFile(file, readOnly: true);
        var answer = await AskAsync(source, "PRAGMA quick_check(1)", cancel);
        return answer is "ok"
            ? Finding.Good(Subject, $"{file} is sound.")
            : Finding.Bad(Subject, $"{file} is damaged ({answer}). Stop the server and restore the last backup.");
    }

    private static async Task<List<Finding>> LookAtPostgreSqlAsync(string address, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(address) { Timeout = 5 });
        List<Finding> findings = [Finding.Good(Subject, $"PostgreSQL {await AskAsync(source, "SHOW server_version", cancel)} answers.")];
        foreach (var setting in (string[])["fsync", "synchronous_commit", "full_page_writes"])
        {
            var value = await AskAsync(source, "SHOW " + setting, cancel);
            if (value is "off")
            {
                findings.Add(Finding.Bad(Subject, $"{setting} is off: a power cut would lose messages that were acknowledged. Switch it on."));
            }
        }

        if (await AskAsync(source, "SHOW server_encoding", cancel) is var encoding and not "UTF8")
        {
            findings.Add(Finding.Bad(Subject, $"Its encoding is {encoding}; create the database with ENCODING 'UTF8'."));
        }

        return findings;
    }

    private static async Task<string?> AskAsync(DbDataSource source, string question, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(question);
        return (await command.ExecuteScalarAsync(cancel))?.ToString();
    }
}
