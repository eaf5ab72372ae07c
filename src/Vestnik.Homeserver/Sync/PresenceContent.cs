using Vestnik.Homeserver.Ephemera;

namespace Vestnik.Homeserver.Sync;

/// <summary>What somebody looks like, as clients read it.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#mpresence</remarks>
public static class PresenceContent
{
    public static string NameOf(PresenceState state) => state switch
    {
        PresenceState.Online => "online",
        PresenceState.Unavailable => "unavailable",
        _ => "offline",
    };

    /// <summary>Null for what is no state.</summary>
    public static PresenceState? StateOf(string name) => name switch
    {
        "online" => PresenceState.Online,
        "unavailable" => PresenceState.Unavailable,
        "offline" => PresenceState.Offline,
        _ => null,
    };

    /// <param name="output">Gets a JSON object.</param>
    /// <param name="shown">What others see.</param>
    /// <param name="now">Milliseconds since 1970.</param>
    public static void Write(AnswerBuffer output, ShownPresence shown, long now)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(shown);
        output.Append("{\"presence\":"u8);
        output.AppendText(NameOf(shown.State));
        if (shown.LastActiveAt > 0)
        {
            output.Append(",\"last_active_ago\":"u8);
            output.AppendNumber(Math.Max(0, now - shown.LastActiveAt));
        }

        if (shown.State == PresenceState.Online)
        {
            output.Append(shown.IsCurrentlyActive ? ",\"currently_active\":true"u8 : ",\"currently_active\":false"u8);
        }

        if (shown.StatusMessage is { } message)
        {
            output.Append(",\"status_msg\":"u8);
            output.AppendText(message);
        }

        output.Append("}"u8);
    }
}
