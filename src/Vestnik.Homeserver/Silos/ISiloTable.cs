namespace Vestnik.Homeserver.Silos;

/// <summary>The cluster's members as rows; every change is fenced by the version of the whole table.</summary>
public interface ISiloTable
{
    /// <summary>The version and all rows, read at one moment.</summary>
    ValueTask<SiloRows> ReadAsync(CancellationToken cancel);

    /// <summary>Adds a silo and raises the version; false when the version has moved or the silo is there already.</summary>
    Task<bool> InsertAsync(SiloRow row, long expectedVersion);

    /// <summary>Replaces a silo's row and raises the version; false when the version or the row has moved.</summary>
    Task<bool> UpdateAsync(SiloRow row, long expectedVersion);

    /// <summary>Notes that a silo is alive, in milliseconds since 1970, without touching any version.</summary>
    Task MarkAliveAsync(string address, long aliveAt);

    /// <summary>Removes dead silos that were last alive before the given time, or all silos.</summary>
    Task RemoveAsync(long aliveBefore, bool onlyDead);
}

/// <summary>One silo as the table holds it.</summary>
public sealed record SiloRow
{
    /// <summary>Address, port and generation, as Orleans writes them.</summary>
    public required string Address { get; init; }

    /// <summary>Changes with every replacement of the row.</summary>
    public long Etag { get; init; }

    public required int Status { get; init; }

    public required string Name { get; init; }

    public required string HostName { get; init; }

    /// <summary>Who suspects this silo, and since when: <c>address/ticks</c>, separated by spaces.</summary>
    public required string Suspicions { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long StartedAt { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long AliveAt { get; init; }
}

public sealed record SiloRows(long Version, IReadOnlyList<SiloRow> Rows);
