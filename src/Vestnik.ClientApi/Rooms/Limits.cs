using System.Globalization;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Rooms;

/// <summary>How many things a client asks for.</summary>
internal static class Limits
{
    /// <summary>The number, cut to what the server gives at once; <c>M_INVALID_PARAM</c> for anything but a number from 0 upwards.</summary>
    public static Outcome<int> Read(string? text, int absent, int most)
    {
        if (text is null)
        {
            return absent;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (int)Math.Clamp(number, 1, most)
            : MatrixError.InvalidParam("The limit is a number from 0 upwards.");
    }
}
