namespace Vestnik.Homeserver.AppServices;

/// <param name="Body">Of a transaction; null when there is nothing to tell.</param>
/// <param name="Positions">Up to where the log has been looked through.</param>
/// <param name="IsAll">Nothing was left behind them.</param>
internal sealed record Gathered(byte[]? Body, IReadOnlyList<long> Positions, bool IsAll);
