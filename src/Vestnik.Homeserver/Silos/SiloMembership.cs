using System.Globalization;

namespace Vestnik.Homeserver.Silos;

/// <summary>Orleans' membership protocol over <see cref="ISiloTable"/>: who is in the cluster, agreed through one table.</summary>
internal sealed class SiloMembership(ISiloTable table) : IMembershipTable
{
    public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.CompletedTask;

    public async Task<MembershipTableData> ReadAll() => Read(await table.ReadAsync(CancellationToken.None), _ => true);

    public async Task<MembershipTableData> ReadRow(SiloAddress key) =>
        Read(await table.ReadAsync(CancellationToken.None), row => row.Address == key.ToParsableString());

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        table.InsertAsync(Row(entry, 0), tableVersion.Version - 1);

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        table.UpdateAsync(Row(entry, long.Parse(etag, CultureInfo.InvariantCulture)), tableVersion.Version - 1);

    public Task UpdateIAmAlive(MembershipEntry entry) =>
        table.MarkAliveAsync(entry.SiloAddress.ToParsableString(), Milliseconds(entry.IAmAliveTime));

    public Task DeleteMembershipTableEntries(string clusterId) => table.RemoveAsync(long.MaxValue, onlyDead: false);

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) =>
        table.RemoveAsync(beforeDate.ToUnixTimeMilliseconds(), onlyDead: true);

    private static MembershipTableData Read(SiloRows silos, Func<SiloRow, bool> chosen) => new(
        [.. silos.Rows.Where(chosen).Select(row => Tuple.Create(Entry(row), row.Etag.ToString(CultureInfo.InvariantCulture)))],
        new TableVersion((int)silos.Version, silos.Version.ToString(CultureInfo.InvariantCulture)));

    private static MembershipEntry Entry(SiloRow row) => new()
    {
        SiloAddress = SiloAddress.FromParsableString(row.Address),
        Status = (SiloStatus)row.Status,
        SiloName = row.Name,
        HostName = row.HostName,
        StartTime = DateTimeOffset.FromUnixTimeMilliseconds(row.StartedAt).UtcDateTime,
        IAmAliveTime = DateTimeOffset.FromUnixTimeMilliseconds(row.AliveAt).UtcDateTime,
        SuspectTimes = [.. row.Suspicions
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(Suspicion)],
    };

    private static SiloRow Row(MembershipEntry entry, long etag) => new()
    {
        Address = entry.SiloAddress.ToParsableString(),
        Etag = etag,
        Status = (int)entry.Status,
        Name = entry.SiloName,
        HostName = entry.HostName,
        StartedAt = Milliseconds(entry.StartTime),
        AliveAt = Milliseconds(entry.IAmAliveTime),
        Suspicions = string.Join(' ', (entry.SuspectTimes ?? []).Select(suspicion =>
            string.Create(CultureInfo.InvariantCulture, $"{suspicion.Item1.ToParsableString()}/{suspicion.Item2.Ticks}"))),
    };

    private static Tuple<SiloAddress, DateTime> Suspicion(string text)
    {
        var at = text.LastIndexOf('/');
        var ticks = long.Parse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        return Tuple.Create(SiloAddress.FromParsableString(text[..at]), new DateTime(ticks, DateTimeKind.Utc));
    }

    private static long Milliseconds(DateTime time) =>
        new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)).ToUnixTimeMilliseconds();
}
