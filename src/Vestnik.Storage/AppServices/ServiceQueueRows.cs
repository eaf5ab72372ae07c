using System.Data.Common;
using System.Globalization;
using Vestnik.Homeserver.AppServices;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.AppServices;

/// <summary>The queues of application services in SQL.</summary>
internal sealed class ServiceQueueRows(Database database) : IServiceQueues
{
    private const string Find = "SELECT txn, body, positions FROM service_queues WHERE service = @service";

    private const string Names = "SELECT service FROM service_queues";

    private const string Open = """
        INSERT INTO service_queues (service, txn, body, positions) VALUES (@service, @txn, NULL, @positions) ON CONFLICT DO NOTHING
        """;

    private const string Remove = "DELETE FROM service_queues WHERE service = @service";

    private const string Replace = """
        UPDATE service_queues SET txn = @txn, body = @body, positions = @positions
        WHERE service = @service AND txn = @known_txn AND positions = @known_positions AND (body IS NULL) = (@known_is_confirmed = 1)
        """;

    public ValueTask<ServiceProgress?> FindAsync(string service, CancellationToken cancel) =>
        database.ReadAsync(sql => sql.First(Find, Read, ("service", service)), cancel);

    public Task OpenAsync(string service, ServiceProgress queue) =>
        database.WriteAsync(ShardOf(service), transaction => transaction.Sql.Execute(
            Open, ("service", service), ("txn", queue.Transaction), ("positions", Text(queue.Positions))));

    public async Task KeepOnlyAsync(IReadOnlyList<string> services)
    {
        var all = await database.ReadAsync(sql => sql.All(Names, row => row.GetString(0)), CancellationToken.None);
        foreach (var gone in all.Except(services, StringComparer.Ordinal))
        {
            await database.WriteAsync(ShardOf(gone), transaction => transaction.Sql.Execute(Remove, ("service", gone)));
        }
    }

    public Task<bool> ReplaceAsync(string service, ServiceProgress known, ServiceProgress next) =>
        database.WriteAsync(ShardOf(service), transaction => transaction.Sql.Execute(
            Replace,
            ("txn", next.Transaction),
            ("body", next.Unconfirmed),
            ("positions", Text(next.Positions)),
            ("service", service),
            ("known_txn", known.Transaction),
            ("known_positions", Text(known.Positions)),
            ("known_is_confirmed", known.Unconfirmed is null ? 1L : 0L)) == 1);

    private static ServiceProgress Read(DbDataReader row) => new()
    {
        Transaction = row.GetInt64(0),
        Unconfirmed = row.IsDBNull(1) ? null : row.GetFieldValue<byte[]>(1),
        Positions = [.. row.GetString(2).Split(' ').Select(text => long.Parse(text, CultureInfo.InvariantCulture))],
    };

    private static string Text(IReadOnlyList<long> positions) =>
        string.Join(' ', positions.Select(position => position.ToString(CultureInfo.InvariantCulture)));

    private int ShardOf(string service) => database.ShardOf($"application service {service}");
}
