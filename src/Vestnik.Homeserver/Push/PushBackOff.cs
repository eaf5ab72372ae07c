namespace Vestnik.Homeserver.Push;

/// <summary>When a gateway that failed is tried again, and when a notification is too old to be worth it.</summary>
internal static class PushBackOff
{
    /// <summary>Who has not looked for a day sees the message when they look.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <param name="failures">How often it has failed before, in a row.</param>
    /// <param name="asked">How long the gateway wants to be left alone; it may ask for more than we would wait, up to a day.</param>
    public static TimeSpan After(int failures, TimeSpan? asked)
    {
        var usual = failures > 12 ? Longest : TimeSpan.FromTicks(Math.Min(Shortest.Ticks << failures, Longest.Ticks));
        return asked is { } wish && wish > usual ? TimeSpan.FromTicks(Math.Min(wish.Ticks, Lifetime.Ticks)) : usual;
    }
}
