namespace Vestnik.Server.Tests;

/// <summary>A clock that stands still until a test lets time pass.</summary>
public sealed class StandingClock : TimeProvider
{
    private long now = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref now), TimeSpan.Zero);

    public void Pass(TimeSpan time) => Interlocked.Add(ref now, time.Ticks);
}
