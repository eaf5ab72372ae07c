using System.Text;
using Vestnik.Protocol.Errors;

namespace Vestnik.Protocol.Events;

/// <summary>How large an event and its parts may be.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#size-limits</remarks>
public static class EventLimits
{
    /// <summary>Bytes of a whole event in canonical federation form, signatures included.</summary>
    public const int EventBytes = 65_536;

    /// <summary>Bytes of a sender, room id, state key, event type or event id.</summary>
    public const int KeyBytes = 255;

    public const int PrevEvents = 20;

    public const int AuthEvents = 10;

    internal static MatrixError? CheckKeys(string type, string? stateKey)
    {
        if (Encoding.UTF8.GetByteCount(type) > KeyBytes)
        {
            return MatrixError.TooLarge($"An event type may have at most {KeyBytes} bytes.");
        }

        return stateKey is not null && Encoding.UTF8.GetByteCount(stateKey) > KeyBytes
            ? MatrixError.TooLarge($"A state key may have at most {KeyBytes} bytes.")
            : null;
    }

    internal static MatrixError? CheckSize(int bytes) => bytes > EventBytes
        ? MatrixError.TooLarge($"An event may have at most {EventBytes} bytes.")
        : null;
}
