using System.Globalization;
using Microsoft.AspNetCore.Http;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Rooms;

/// <summary>The time that an application service gives an event of another network; anybody else's wish is passed over.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/application-service-api/#timestamp-massaging</remarks>
internal static class GivenTime
{
    private const long Latest = (1L << 53) - 1;

    /// <summary>Milliseconds since 1970, or null for now.</summary>
    public static Outcome<long?> Read(HttpRequest request, Requester requester)
    {
        if (requester.AppService is null || request.Query["ts"] is not { Count: > 0 } given)
        {
            return (long?)null;
        }

        return long.TryParse(given.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time <= Latest
            ? time
            : MatrixError.InvalidParam("The time is a number of milliseconds since 1970.");
    }
}
