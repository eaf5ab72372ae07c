using System.Text.Json.Nodes;
using Npgsql;

namespace Vestnik.Server.Tests;

/// <summary>A town on a database of its own in the PostgreSQL that <c>VESTNIK_TEST_POSTGRES</c> names; its tests are skipped without one.</summary>
public class TownOnPostgreSql : Town
{
    private readonly string database = $"vestnik_town_{Guid.NewGuid():N}";

    /// <summary>The connection string of the town's database.</summary>
    internal string Address => new NpgsqlConnectionStringBuilder(Cluster) { Database = database }.ConnectionString;

    private static string? Cluster => Environment.GetEnvironmentVariable("VESTNIK_TEST_POSTGRES");

    protected override string? Closed => Cluster is null ? "VESTNIK_TEST_POSTGRES names no PostgreSQL." : null;

    protected override Task PrepareAsync() => ExecuteAsync($"CREATE DATABASE {database}");

    protected override async Task ClearAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
    }

    protected override void Configure(JsonObject vestnik)
    {
        ArgumentNullException.ThrowIfNull(vestnik);
        vestnik["Database"] = new JsonObject { ["PostgreSql"] = Address };
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Cluster);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is ours; a database's name cannot be a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
