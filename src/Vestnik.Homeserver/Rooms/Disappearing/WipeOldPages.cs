using Vestnik.Homeserver.Timers;

namespace Vestnik.Homeserver.Rooms.Disappearing;

/// <summary>After messages have disappeared, what the database's files still hold of them disappears too.</summary>
internal sealed class WipeOldPages(IOldPages pages, TimeProvider clock) : ITimerKind
{
    public const string Name = "wipe-old-pages";

    public const string Key = "all";

    public string Kind => Name;

    public string? StandingKey => null;

    public Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken cancel) =>
        Task.FromResult(pages.Wipe() ? null : (DateTimeOffset?)(clock.GetUtcNow() + TimeSpan.FromMinutes(1)));
}
