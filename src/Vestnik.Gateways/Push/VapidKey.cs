using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vestnik.Homeserver;

namespace Vestnik.Gateways.Push;

/// <summary>
/// The key with which this server names itself to push services, kept as <c>vapid.key</c> beside the signing key. Browsers bind
/// their subscription to it: with another key they have to subscribe anew.
/// </summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc8292</remarks>
internal sealed class VapidKey : IDisposable
{
    private const string Curve = "p256";
    private const int MostAudiences = 1_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<string, (string Header, DateTimeOffset Until)> headers = new(StringComparer.Ordinal);
    private readonly ECDsa key;
    private readonly string contact;
    private readonly TimeProvider clock;

    public VapidKey(HomeserverOptions options, TimeProvider clock)
    {
        this.clock = clock;
        key = LoadOrCreate(Path.Combine(options.DataDirectory, "vapid.key"));
        contact = ContactOf(options);
        PublicKey = Base64Url.EncodeToString(P256Point.Of(key.ExportParameters(includePrivateParameters: false)));
    }

    /// <summary>The uncompressed point in base64url.</summary>
    public string PublicKey { get; }

    /// <summary>The value of the header <c>Authorization</c> for a push service, signed anew every few hours.</summary>
    public string HeaderFor(Uri endpoint)
    {
        var (audience, now) = (endpoint.GetLeftPart(UriPartial.Authority), clock.GetUtcNow());
        if (headers.TryGetValue(audience, out var known) && known.Until > now)
        {
            return known.Header;
        }

        if (headers.Count >= MostAudiences)
        {
            headers.Clear();
        }

        var made = ($"vapid t={Sign(audience, now + Lifetime)}, k={PublicKey}", now + (Lifetime / 2));
        headers[audience] = made;
        return made.Item1;
    }

    public void Dispose() => key.Dispose();

    private string Sign(string audience, DateTimeOffset until)
    {
        var claims = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(claims))
        {
            json.WriteStartObject();
            json.WriteString("aud"u8, audience);
            json.WriteNumber("exp"u8, until.ToUnixTimeSeconds());
            json.WriteString("sub"u8, contact);
            json.WriteEndObject();
        }

        var signed = $"{Encode("""{"typ":"JWT","alg":"ES256"}"""u8)}.{Encode(claims.WrittenSpan)}";
        return $"{signed}.{Encode(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    // Some push services turn away whoever does not say how to be reached.
    private static string ContactOf(HomeserverOptions options) =>
        options.Support.Contacts.FirstOrDefault(contact => contact.EmailAddress is not null)?.EmailAddress is { } address
            ? $"mailto:{address}"
            : options.PublicBaseUrl.Scheme == Uri.UriSchemeHttps ? options.PublicBaseUrl.ToString() : $"mailto:postmaster@{options.ServerName}";

    private static ECDsa LoadOrCreate(string file)
    {
        if (!File.Exists(file))
        {
            Create(file);
        }

        if (File.ReadAllText(file).Split(' ', StringSplitOptions.TrimEntries) is not [Curve, { Length: > 0 } text])
        {
            throw new InvalidOperationException($"{file} is not a key for Web Push: one line with {Curve} and the key in base64.");
        }

        var known = ECDsa.Create();
        known.ImportPkcs8PrivateKey(Convert.FromBase64String(text), out _);
        return known;
    }

    // Several silos may share the folder and start at once: the file appears whole, under the first one's hand.
    private static void Create(string file)
    {
        using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var made = $"{file}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(made, options))
        {
            stream.Write(Encoding.ASCII.GetBytes($"{Curve} {Convert.ToBase64String(fresh.ExportPkcs8PrivateKey())}\n"));
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
