using System.Globalization;
using System.Security.Cryptography;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>
/// One connection: what the device had at each position that it may still come with. A position that is shown has arrived, and what was
/// before it is forgotten; one that is shown again gives the same again.
/// </summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4186 (connections)</remarks>
internal sealed class SlidingConnection(long use)
{
    private const int MostUnseen = 8;

    private readonly Lock gate = new();
    private readonly string name = RandomNumberGenerator.GetHexString(12, lowercase: true);
    private readonly SortedDictionary<long, SlidingState> given = [];
    private long arrived;
    private long last;

    /// <summary>When it was last used, in uses of any connection.</summary>
    public long LastUse { get; private set; } = use;

    /// <summary>What the device has that shows this position; null for a position that is not known.</summary>
    public SlidingState? Resume(string position, long now)
    {
        lock (gate)
        {
            if (NumberOf(position) is not { } number || !given.TryGetValue(number, out var state))
            {
                return null;
            }

            LastUse = now;
            arrived = number;
            foreach (var earlier in given.Keys.TakeWhile(earlier => earlier < number).ToList())
            {
                given.Remove(earlier);
            }

            return state;
        }
    }

    /// <summary>The position of an answer after which the device has this.</summary>
    public string Give(SlidingState state)
    {
        lock (gate)
        {
            given.Add(++last, state);
            if (given.Count > MostUnseen)
            {
                given.Remove(given.Keys.First(number => number != arrived));
            }

            return string.Create(CultureInfo.InvariantCulture, $"{name}-{last}");
        }
    }

    private long? NumberOf(string position) =>
        position.StartsWith(name + "-", StringComparison.Ordinal)
        && long.TryParse(position.AsSpan(name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
