using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.OAuth;

/// <summary>What a client asks for: the whole API, for one device that it names itself.</summary>
/// <remarks>
/// Clients written before the specification say it in the words of the proposal, and get their own words back.
/// Spec: https://spec.matrix.org/v1.19/client-server-api/#scope
/// </remarks>
public sealed record OAuthScope
{
    private static readonly string[] Everything = ["urn:matrix:client:api:*", "urn:matrix:org.matrix.msc2967.client:api:*"];
    private static readonly string[] OneDevice = ["urn:matrix:client:device:", "urn:matrix:org.matrix.msc2967.client:device:"];

    public required DeviceId Device { get; init; }

    /// <summary>The tokens that are granted, as the client wrote them. What this server does not know is left out.</summary>
    public required IReadOnlyList<string> Granted { get; init; }

    public override string ToString() => string.Join(' ', Granted);

    /// <summary>Null unless access to everything and exactly one device are asked for.</summary>
    public static OAuthScope? Read(string? text)
    {
        var tokens = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        var everything = tokens.Where(Everything.Contains).ToList();
        var devices = tokens.Where(token => DeviceIn(token) is not null).ToList();
        return everything.Count > 0
            && devices.Select(DeviceIn).Distinct(StringComparer.Ordinal).ToList() is [{ } named]
            && DeviceId.TryParse(named, out var device)
                ? new OAuthScope { Device = device, Granted = [.. everything, .. devices] }
                : null;
    }

    private static string? DeviceIn(string token) =>
        Array.Find(OneDevice, start => token.StartsWith(start, StringComparison.Ordinal)) is { } start ? token[start.Length..] : null;
}
