using System.Security.Cryptography;
using Vestnik.Protocol.Signing;

namespace Vestnik.Homeserver.Rooms;

/// <summary>The key with which this server signs events, kept as <c>signing.key</c> in the data directory.</summary>
/// <remarks>The file is one line: the algorithm, the key's version and the seed in base64. It is made once and readable by its owner only.</remarks>
public static class ServerSigningKey
{
    private const string Algorithm = "ed25519";

    public static SigningKey LoadOrCreate(HomeserverOptions options)
    {
        var file = Path.Combine(options.DataDirectory, "signing.key");
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(options.DataDirectory);
            Create(file);
        }

        var parts = File.ReadAllText(file).Split(' ', StringSplitOptions.TrimEntries);
        return parts is [Algorithm, { Length: > 0 } version, { Length: > 0 } seed]
            ? SigningKey.Import(options.ServerName, $"{Algorithm}:{version}", Convert.FromBase64String(seed))
            : throw new InvalidOperationException($"{file} is not a signing key: one line with {Algorithm}, a version and the seed in base64.");
    }

    // Several silos may share the folder and start at once: the file appears whole, under the first one's hand.
    private static void Create(string file)
    {
        var version = $"a_{RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", 4)}";
        var seed = RandomNumberGenerator.GetBytes(SigningKey.SeedBytes);
        var made = $"{file}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(made, options))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes($"{Algorithm} {version} {Convert.ToBase64String(seed)}\n"));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(made, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(made);
        }
    }
}
