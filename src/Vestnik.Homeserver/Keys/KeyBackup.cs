namespace Vestnik.Homeserver.Keys;

/// <summary>One version of a person's backup of room keys. The server cannot read what is in it.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#server-side-key-backups</remarks>
public sealed record KeyBackup
{
    /// <summary>Counted from 1 for each person; clients see it as text.</summary>
    public required long Version { get; init; }

    /// <summary>Such as <c>m.megolm_backup.v1.curve25519-aes-sha2</c>.</summary>
    public required string Algorithm { get; init; }

    /// <summary>A JSON object that the algorithm defines.</summary>
    public required byte[] Parameters { get; init; }

    /// <summary>How many keys are in it.</summary>
    public required long Count { get; init; }

    /// <summary>Another number whenever keys were added, replaced or removed.</summary>
    public required long Changes { get; init; }
}
