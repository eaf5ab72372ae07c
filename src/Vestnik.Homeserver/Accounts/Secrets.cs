using System.Buffers.Text;
using System.Security.Cryptography;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Random strings that nobody guesses. The prefixes let leak scanners know what they found.</summary>
public static class Secrets
{
    public static string AccessToken() => $"vsa_{Random(32)}";

    public static string RefreshToken() => $"vsr_{Random(32)}";

    public static string Pass() => $"vsp_{Random(32)}";

    /// <summary>What a browser keeps for the account pages, signed in or not.</summary>
    public static string BrowserSession() => Random(32);

    /// <summary>An authorization code, a pushed request or a device code.</summary>
    public static string Ticket() => $"vst_{Random(32)}";

    /// <summary>For the day on which the code generator is lost, such as <c>k3tm-9x2p-wq7d-h5na</c>.</summary>
    public static string RecoveryCode() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 4)));

    /// <summary>What a person types from one screen into another: no vowels, so that it spells nothing.</summary>
    public static string UserCode() => RandomNumberGenerator.GetString("BCDFGHJKLMNPQRSTVWXZ", 8);

    /// <summary>Short enough to be read aloud.</summary>
    public static string RegistrationToken() => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 16);

    public static string InteractiveSession() => Random(18);

    public static string DeviceId() => RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 10);

    public static string Localpart() => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 12);

    private static string Random(int bytes) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));
}
