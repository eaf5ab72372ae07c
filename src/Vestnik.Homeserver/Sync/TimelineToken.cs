using System.Globalization;

namespace Vestnik.Homeserver.Sync;

/// <summary>
/// A place in one room's timeline, behind the event with this sequence: what clients get as <c>prev_batch</c> and give to
/// <c>/messages</c>. As text <c>t</c> and the number; <c>t0</c> is the room's start.
/// </summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3roomsroomidmessages</remarks>
public readonly record struct TimelineToken(long Sequence)
{
    public static bool TryParse(string text, out TimelineToken token)
    {
        var sequence = 0L;
        var valid = text is ['t', ..] && long.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
        token = new(sequence);
        return valid;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"t{Sequence}");
}
