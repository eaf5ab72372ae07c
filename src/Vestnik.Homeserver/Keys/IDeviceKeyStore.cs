using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Keys;

/// <summary>Identity keys, one-time keys and fallback keys of devices.</summary>
public interface IDeviceKeyStore
{
    ValueTask<KeyCount> CountAsync(DeviceAddress device, CancellationToken cancel);

    /// <summary>Keeps all keys of the upload or none; the counts afterwards.</summary>
    /// <returns>
    /// <c>M_INVALID_PARAM</c> when a one-time key's id is taken by another key, <c>M_TOO_LARGE</c> when the device would hold
    /// too many, <c>M_NOT_FOUND</c> when the device has gone.
    /// </returns>
    Task<Outcome<KeyCount>> UploadAsync(DeviceAddress device, KeyUpload upload);

    /// <summary>
    /// Gives out one key for each claim: the oldest one-time key, which nobody ever gets again, else the fallback key.
    /// Devices that have neither are absent from the answer.
    /// </summary>
    Task<IReadOnlyList<ClaimedKey>> ClaimAsync(UserId owner, IReadOnlyList<KeyClaim> claims);

    /// <summary>Everything that <paramref name="viewer"/> may see of the keys of these people; people without an account here are absent.</summary>
    ValueTask<IReadOnlyList<PersonKeys>> FindAsync(IReadOnlyCollection<UserId> people, UserId viewer, CancellationToken cancel);
}

/// <param name="Device">Whose key is wanted.</param>
/// <param name="Algorithm">Such as <c>signed_curve25519</c>.</param>
public sealed record KeyClaim(DeviceId Device, string Algorithm);

public sealed record ClaimedKey(DeviceId Device, OneTimeKey Key);

/// <summary>What one viewer may see of a person's keys.</summary>
public sealed record PersonKeys
{
    public required UserId User { get; init; }

    /// <summary>Devices that have identity keys.</summary>
    public required IReadOnlyList<DeviceWithKeys> Devices { get; init; }

    public required CrossSigningKeys CrossSigning { get; init; }

    /// <summary>Signatures uploaded after the keys that they sign.</summary>
    public required IReadOnlyList<KeySignature> Signatures { get; init; }
}

/// <param name="Device">Which device.</param>
/// <param name="DisplayName">The name its owner gave it.</param>
/// <param name="Keys">The signed JSON object as uploaded, without <c>unsigned</c>.</param>
public sealed record DeviceWithKeys(DeviceId Device, string? DisplayName, byte[] Keys);

/// <summary>One signature of a device's or a master key.</summary>
public sealed record KeySignature
{
    public required UserId Owner { get; init; }

    /// <summary>The device id, or the public master key.</summary>
    public required string SignedKey { get; init; }

    public required UserId Signer { get; init; }

    /// <summary>Such as <c>ed25519:</c> and a device id or public key.</summary>
    public required string SignerKey { get; init; }

    /// <summary>Unpadded base64.</summary>
    public required string Signature { get; init; }
}
