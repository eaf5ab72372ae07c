using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Keys;

/// <summary>Backups of room keys. A version that has been deleted is remembered, so that its number is never given again.</summary>
public interface IKeyBackupStore
{
    /// <summary>Creates the next version and makes it the current one; its number.</summary>
    Task<long> CreateAsync(UserId owner, string algorithm, byte[] parameters);

    /// <summary>This version, or the current one; null when there is none.</summary>
    ValueTask<KeyBackup?> FindAsync(UserId owner, long? version, CancellationToken cancel);

    /// <returns><c>M_NOT_FOUND</c> without this version, <c>M_INVALID_PARAM</c> when its algorithm is another.</returns>
    Task<Outcome<KeyBackup>> UpdateAsync(UserId owner, long version, string algorithm, byte[] parameters);

    /// <summary>Deletes a version with its keys; false when there never was one. Deleting again changes nothing.</summary>
    Task<bool> DeleteAsync(UserId owner, long version);

    /// <summary>Keeps of each session the better key.</summary>
    /// <returns>
    /// The backup afterwards; <c>M_WRONG_ROOM_KEYS_VERSION</c> when the version is not the current one, <c>M_NOT_FOUND</c>
    /// when there is no backup, <c>M_TOO_LARGE</c> when it is full.
    /// </returns>
    Task<Outcome<KeyBackup>> PutKeysAsync(UserId owner, long version, IReadOnlyList<BackedUpKey> keys);

    /// <summary>At most <paramref name="limit"/> keys in a fixed order, after <paramref name="after"/>.</summary>
    ValueTask<IReadOnlyList<BackedUpKey>> PageAsync(
        UserId owner, long version, RoomId? room, (string Room, string Session) after, int limit, CancellationToken cancel);

    ValueTask<BackedUpKey?> FindKeyAsync(UserId owner, long version, RoomId room, string session, CancellationToken cancel);

    /// <summary>Removes the keys of the backup, of one room, or of one session.</summary>
    /// <returns>The backup afterwards, or <c>M_NOT_FOUND</c>.</returns>
    Task<Outcome<KeyBackup>> DeleteKeysAsync(UserId owner, long version, RoomId? room, string? session);
}
