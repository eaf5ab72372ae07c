using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Argon2id of a password in its usual text form, <c>$argon2id$v=19$m=65536,t=3,p=1$salt$hash</c>.</summary>
/// <remarks>The parameters travel with the hash, so that a dearer setting does not lock out who registered before.</remarks>
public sealed record PasswordHash
{
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    private PasswordHash(int mebibytes, int passes, byte[] salt, byte[] hash) =>
        (Mebibytes, Passes, Salt, Hash) = (mebibytes, passes, salt, hash);

    private int Mebibytes { get; }

    private int Passes { get; }

    private byte[] Salt { get; }

    private byte[] Hash { get; }

    /// <param name="password">In clear, at most a few hundred characters.</param>
    /// <param name="cost">Passes over 64 MiB; 1 means one pass over 8 MiB.</param>
    public static PasswordHash Of(string password, int cost)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var mebibytes = cost <= 1 ? 8 : 64;
        var passes = Math.Max(1, cost);
        return new PasswordHash(mebibytes, passes, salt, Derive(password, mebibytes, passes, salt));
    }

    public static bool TryParse(string text, out PasswordHash? hash)
    {
        hash = null;
        var parts = text.Split('$');
        if (parts is not ["", "argon2id", "v=19", var settings, var salt, var digest]
            || settings.Split(',') is not [var memory, var passes, "p=1"])
        {
            return false;
        }

        hash = new PasswordHash(
            int.Parse(memory.AsSpan(2), CultureInfo.InvariantCulture) / 1024,
            int.Parse(passes.AsSpan(2), CultureInfo.InvariantCulture),
            FromBase64(salt),
            FromBase64(digest));
        return true;
    }

    public bool Matches(string password) =>
        CryptographicOperations.FixedTimeEquals(Derive(password, Mebibytes, Passes, Salt), Hash);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"$argon2id$v=19$m={Mebibytes * 1024},t={Passes},p=1${ToBase64(Salt)}${ToBase64(Hash)}");

    private static byte[] Derive(string password, int mebibytes, int passes, byte[] salt) =>
        PasswordBasedKeyDerivationAlgorithm
            .Argon2id(new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = mebibytes * 1024, NumberOfPasses = passes })
            .DeriveBytes(Encoding.UTF8.GetBytes(password), salt, HashBytes);

    // The usual text form has base64 without padding.
    private static string ToBase64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[] FromBase64(string text) =>
        Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
}
