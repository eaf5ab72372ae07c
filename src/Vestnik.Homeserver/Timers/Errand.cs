namespace Vestnik.Homeserver.Timers;

/// <summary>
/// What has to be done because of a change, and takes longer than the change itself. It is set as a timer in the change's
/// own transaction, so whoever saw the change can rely on it; asked for again while it is being done, it is done again.
/// </summary>
/// <param name="Kind">Which <see cref="ITimerKind"/> does it.</param>
/// <param name="Key">What it is about, such as a person.</param>
public readonly record struct Errand(string Kind, string Key);
