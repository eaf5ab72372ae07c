using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Ephemera;

/// <summary>In the order of how much of somebody is there.</summary>
public enum PresenceState
{
    Offline,
    Unavailable,
    Online,
}

/// <summary>
/// What is known of one person's coming and going, as times in milliseconds since 1970. What they look like follows from it
/// and from the time it is, so silos that have heard the same show the same.
/// </summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#presence</remarks>
[GenerateSerializer]
[Alias("vestnik.presence-signals")]
public sealed record PresenceSignals
{
    /// <summary>Whoever has not synced for so long has gone.</summary>
    public static readonly TimeSpan Connected = TimeSpan.FromSeconds(30);

    /// <summary>Whoever has done nothing for so long is idle.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);

    /// <summary>Whoever has done something within this time is active now.</summary>
    public static readonly TimeSpan Active = TimeSpan.FromMinutes(1);

    [Id(0)]
    public required UserId User { get; init; }

    /// <summary>Last synced as somebody who is there.</summary>
    [Id(1)]
    public long OnlineAt { get; init; }

    /// <summary>Last synced as somebody who is not looking.</summary>
    [Id(2)]
    public long IdleAt { get; init; }

    /// <summary>Last did something; 0 when never.</summary>
    [Id(3)]
    public long ActiveAt { get; init; }

    /// <summary>What the person last said to be.</summary>
    [Id(4)]
    public PresenceState Said { get; init; } = PresenceState.Online;

    [Id(5)]
    public long SaidAt { get; init; }

    [Id(6)]
    public string? StatusMessage { get; init; }

    /// <summary>When somebody last synced in any manner.</summary>
    public long ConnectedAt => Math.Max(OnlineAt, IdleAt);

    /// <summary>What others see at a time.</summary>
    public ShownPresence At(long now)
    {
        var state = StateAt(now);
        return new ShownPresence
        {
            State = state,
            StatusMessage = StatusMessage,
            LastActiveAt = ActiveAt,
            IsCurrentlyActive = state == PresenceState.Online && IsWithin(Active, ActiveAt, now),
        };
    }

    /// <summary>With what another silo has heard of the same person.</summary>
    public PresenceSignals With(PresenceSignals heard)
    {
        ArgumentNullException.ThrowIfNull(heard);
        var later = heard.SaidAt > SaidAt ? heard : this;
        return later with
        {
            OnlineAt = Math.Max(OnlineAt, heard.OnlineAt),
            IdleAt = Math.Max(IdleAt, heard.IdleAt),
            ActiveAt = Math.Max(ActiveAt, heard.ActiveAt),
        };
    }

    private PresenceState StateAt(long now)
    {
        if (Said == PresenceState.Offline || !IsWithin(Connected, ConnectedAt, now))
        {
            return PresenceState.Offline;
        }

        // Who says to be away is away until they do something.
        var isAway = Said == PresenceState.Unavailable && SaidAt >= ActiveAt;
        return !isAway && IsWithin(Connected, OnlineAt, now) && IsWithin(Idle, ActiveAt, now)
            ? PresenceState.Online
            : PresenceState.Unavailable;
    }

    private static bool IsWithin(TimeSpan time, long since, long now) => since > 0 && now - since < (long)time.TotalMilliseconds;
}

/// <summary>What others see of somebody.</summary>
public sealed record ShownPresence
{
    public required PresenceState State { get; init; }

    public required string? StatusMessage { get; init; }

    /// <summary>Milliseconds since 1970; 0 when nothing is known.</summary>
    public required long LastActiveAt { get; init; }

    /// <summary>While this holds, the last activity is not told anew.</summary>
    public required bool IsCurrentlyActive { get; init; }

    /// <summary>Nobody needs to be told of a difference in the time of the last activity alone.</summary>
    public bool LooksLike(ShownPresence other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return State == other.State && StatusMessage == other.StatusMessage && IsCurrentlyActive == other.IsCurrentlyActive;
    }
}

/// <summary>What one silo tells the others of people's coming and going. Never stored; it may be lost and is told again.</summary>
[GenerateSerializer]
[Alias("vestnik.presence-told")]
public sealed record PresenceTold([property: Id(0)] IReadOnlyList<PresenceSignals> People) : Fact;
