using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Reporting;

/// <summary>What people have told the operator.</summary>
public interface IReports
{
    /// <summary>Keeps a report; answers when it is on disk.</summary>
    /// <param name="report">What is told.</param>
    /// <param name="at">Milliseconds since 1970.</param>
    Task FileAsync(Report report, long at);

    ValueTask<FiledReport?> FindAsync(long number, CancellationToken cancel);

    /// <summary>Notes that an administrator has dealt with a report; false when there is no such one.</summary>
    /// <param name="number">Of the report.</param>
    /// <param name="doer">The administrator.</param>
    /// <param name="at">Milliseconds since 1970.</param>
    Task<bool> ResolveAsync(long number, UserId doer, long at);

    /// <summary>Reports in the order of their arrival, after the one with a number.</summary>
    ValueTask<IReadOnlyList<FiledReport>> ListAsync(long after, int limit, CancellationToken cancel);
}

/// <summary>What somebody finds wrong with a room, an event of it, or a person.</summary>
public sealed record Report
{
    public required UserId Reporter { get; init; }

    /// <summary>Null when the report is about a person.</summary>
    public RoomId? Room { get; init; }

    /// <summary>Null when the report is not about a single event.</summary>
    public EventId? Event { get; init; }

    /// <summary>Null when the report is about a room.</summary>
    public UserId? Person { get; init; }

    /// <summary>The reporter's own words; may be empty.</summary>
    public required string Reason { get; init; }

    /// <summary>The ids of what it is about.</summary>
    public string Subject => Person is { } person ? person.ToString() : Event is { } said ? $"{Room} {said}" : $"{Room}";
}

/// <param name="Number">Rises from report to report.</param>
/// <param name="At">Milliseconds since 1970.</param>
/// <param name="What">The report.</param>
public sealed record FiledReport(long Number, long At, Report What)
{
    /// <summary>When an administrator has dealt with it, in milliseconds since 1970; null while nobody has.</summary>
    public long? ResolvedAt { get; init; }

    /// <summary>Which administrator.</summary>
    public string? ResolvedBy { get; init; }
}
