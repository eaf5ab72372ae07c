namespace Vestnik.ClientApi.Reports;

/// <summary>The body of a report.</summary>
/// <param name="Reason">The reporter's own words.</param>
internal sealed record ReportRequest(string? Reason);
