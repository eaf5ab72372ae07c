using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Calls;

/// <summary>Gives people a name and a password, for a while, with the TURN servers by which their calls reach each other.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#voice-over-ip. As coturn's <c>use-auth-secret</c> checks them.</remarks>
public sealed class TurnCredentials(HomeserverOptions options, TimeProvider clock)
{
    /// <summary>Empty addresses where the operator has set none.</summary>
    public TurnAccess For(UserId user)
    {
        var calls = options.Calls;
        var time = TimeSpan.FromMinutes(Math.Max(1, calls.TurnMinutes));
        if (calls.TurnUris.Count == 0 || calls.TurnSecret is not { Length: > 0 } secret)
        {
            return new TurnAccess("", "", [], time);
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{(clock.GetUtcNow() + time).ToUnixTimeSeconds()}:{user}");
#pragma warning disable CA5350 // What TURN servers check.
        var mac = HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(name));
#pragma warning restore CA5350
        return new TurnAccess(name, Convert.ToBase64String(mac), calls.TurnUris, time);
    }
}

public sealed record TurnAccess(string UserName, string Password, IReadOnlyList<string> Uris, TimeSpan Time);
