using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Silos;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Ephemera;

/// <summary>Who is there: in memory only, status messages too, forgotten by a restart, and told to the other silos.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#presence</remarks>
public sealed class Presence(ISilos silos, HomeserverOptions options, TimeProvider clock) : IObeyFacts
{
    // Other silos hear of somebody who goes on syncing well before they would think them gone.
    private static readonly TimeSpan ToldAnew = PresenceSignals.Connected / 3;

    // Whoever syncs after an absence hears that these people have gone.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(15);

    private readonly Lock gate = new();
    private readonly Dictionary<UserId, Someone> people = [];

    /// <summary>Hear in a round of everybody who looks different. Called under no lock.</summary>
    public Action<UserId>? Changed { get; set; }

    /// <summary>The operator wants presence to be kept and told.</summary>
    public bool IsKept => options.Presence.Enabled;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Somebody syncs, until the answer is disposed of. Nothing happens for who wants to be offline.</summary>
    public IDisposable? Connect(UserId user, PresenceState state)
    {
        if (!IsKept || state == PresenceState.Offline)
        {
            return null;
        }

        Change(user, (someone, now) =>
        {
            someone.Waiting(state)++;
            var signals = someone.Signals;
            var returns = signals.At(now).State == PresenceState.Offline;
            return Synced(signals, state, now) with
            {
                ActiveAt = returns ? now : signals.ActiveAt,
                Said = signals.Said == PresenceState.Offline ? PresenceState.Online : signals.Said,
                SaidAt = signals.Said == PresenceState.Offline ? now : signals.SaidAt,
            };
        });
        return new Connection(this, user, state);
    }

    /// <summary>Somebody says what they are. Without a message the last one is taken back.</summary>
    public void Say(UserId user, PresenceState state, string? message)
    {
        if (!IsKept)
        {
            return;
        }

        Change(user, (someone, now) => Synced(someone.Signals, state, now) with
        {
            Said = state,
            SaidAt = now,
            StatusMessage = message,
            ActiveAt = state == PresenceState.Online ? now : someone.Signals.ActiveAt,
        });
    }

    /// <summary>Somebody does something. Whoever does not sync stays offline all the same.</summary>
    public void Act(UserId user)
    {
        lock (gate)
        {
            if (!people.ContainsKey(user))
            {
                return;
            }
        }

        Change(user, (someone, now) => someone.Signals with { ActiveAt = now });
    }

    /// <summary>What others see of somebody now.</summary>
    public ShownPresence Of(UserId user)
    {
        lock (gate)
        {
            return (people.TryGetValue(user, out var someone) ? someone.Signals : new PresenceSignals { User = user }).At(Now);
        }
    }

    /// <summary>Everybody of whom something is known.</summary>
    public HashSet<UserId> Known()
    {
        lock (gate)
        {
            return [.. people.Keys];
        }
    }

    /// <summary>Another silo tells of people.</summary>
    public void Obey(Fact fact)
    {
        if (fact is not PresenceTold told || !IsKept)
        {
            return;
        }

        lock (gate)
        {
            foreach (var heard in told.People)
            {
                var someone = Find(heard.User);
                someone.Signals = someone.Signals.With(heard);
            }
        }
    }

    /// <summary>Lets the time that has passed take effect. Called about once a second.</summary>
    /// <returns>Who looks different from the last time.</returns>
    public IReadOnlyList<UserId> Turn()
    {
        var (changed, kept, now) = (new List<UserId>(), new List<PresenceSignals>(), Now);
        lock (gate)
        {
            foreach (var (user, someone) in people)
            {
                someone.Signals = someone.Kept(now);
                if (someone.IsHere && now - someone.MentionedAt >= (long)ToldAnew.TotalMilliseconds)
                {
                    someone.MentionedAt = now;
                    kept.Add(someone.Signals);
                }

                var shown = someone.Signals.At(now);
                if (!shown.LooksLike(someone.Told))
                {
                    someone.Told = shown;
                    changed.Add(user);
                }

                var hasGone = !someone.IsHere && now - someone.Signals.ConnectedAt > (long)Remembered.TotalMilliseconds;
                if (hasGone && someone.Signals.StatusMessage is null)
                {
                    people.Remove(user);
                }
            }
        }

        if (kept.Count > 0)
        {
            silos.Mention(new PresenceTold((PresenceSignals[])[.. kept]));
        }

        changed.ForEach(user => Changed?.Invoke(user));
        return changed;
    }

    private static PresenceSignals Synced(PresenceSignals signals, PresenceState state, long now) => state switch
    {
        PresenceState.Online => signals with { OnlineAt = now },
        PresenceState.Unavailable => signals with { IdleAt = now },
        _ => signals,
    };

    private void Change(UserId user, Func<Someone, long, PresenceSignals> change)
    {
        PresenceSignals? news = null;
        lock (gate)
        {
            var now = Now;
            var someone = Find(user);
            var before = someone.Signals;
            someone.Signals = change(someone, now);
            if (someone.Signals.SaidAt != before.SaidAt || !someone.Signals.At(now).LooksLike(before.At(now)))
            {
                someone.MentionedAt = now;
                news = someone.Signals;
            }
        }

        if (news is not null)
        {
            silos.Mention(new PresenceTold((PresenceSignals[])[news]));
        }
    }

    private Someone Find(UserId user)
    {
        if (!people.TryGetValue(user, out var someone))
        {
            people.Add(user, someone = new Someone(new PresenceSignals { User = user }));
        }

        return someone;
    }

    private void Disconnect(UserId user, PresenceState state)
    {
        lock (gate)
        {
            var someone = Find(user);
            someone.Signals = someone.Kept(Now);
            someone.Waiting(state)--;
        }
    }

    private sealed class Someone(PresenceSignals signals)
    {
        private int online;
        private int idle;

        public PresenceSignals Signals { get; set; } = signals;

        /// <summary>What others have been told.</summary>
        public ShownPresence Told { get; set; } = signals.At(0);

        /// <summary>When the other silos were last told.</summary>
        public long MentionedAt { get; set; }

        public bool IsHere => online + idle > 0;

        /// <summary>How many requests wait here in this state.</summary>
        public ref int Waiting(PresenceState state) => ref (state == PresenceState.Online ? ref online : ref idle);

        /// <summary>The signals, kept alive by who waits here.</summary>
        public PresenceSignals Kept(long now) => IsHere
            ? Signals with { OnlineAt = online > 0 ? now : Signals.OnlineAt, IdleAt = idle > 0 ? now : Signals.IdleAt }
            : Signals;
    }

    private sealed class Connection(Presence presence, UserId user, PresenceState state) : IDisposable
    {
        private int isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isOver, 1) == 0)
            {
                presence.Disconnect(user, state);
            }
        }
    }
}
