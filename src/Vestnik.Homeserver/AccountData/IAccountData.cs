using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.AccountData;

/// <summary>What clients store for their user, for the whole account or for one room.</summary>
/// <remarks>Positions are those of the user's shard. Spec: https://spec.matrix.org/v1.19/client-server-api/#client-config</remarks>
public interface IAccountData
{
    /// <summary>The content as the client sent it, a JSON object; null when there is none.</summary>
    ValueTask<byte[]?> FindAsync(UserId user, RoomId? room, string type, CancellationToken cancel);

    /// <summary>Everything that changed after a position of the user's shard, in the order of the changes; all there is for 0.</summary>
    ValueTask<IReadOnlyList<AccountDatum>> ChangedAsync(UserId user, long after, CancellationToken cancel);

    /// <summary>Stores a content in the place of what was there; answers when it is on disk.</summary>
    /// <returns>The position of the change; <c>M_RESOURCE_LIMIT_EXCEEDED</c> when the user has too many entries.</returns>
    Task<Outcome<long>> PutAsync(UserId user, RoomId? room, string type, ReadOnlyMemory<byte> content);

    /// <summary>Replaces a content by what <paramref name="change"/> makes of it, in one transaction.</summary>
    /// <param name="user">Whose it is.</param>
    /// <param name="room">Null for the whole account.</param>
    /// <param name="type">Such as <c>m.tag</c>.</param>
    /// <param name="change">Gets null where nothing is stored. May run more than once, and must have no other effect.</param>
    Task<Outcome<long>> ChangeAsync(UserId user, RoomId? room, string type, Func<byte[]?, Outcome<byte[]>> change);
}

/// <param name="Room">Null for the whole account.</param>
/// <param name="Type">Such as <c>m.direct</c>.</param>
/// <param name="Content">A JSON object.</param>
/// <param name="Position">Of the last change, in the user's shard.</param>
public sealed record AccountDatum(RoomId? Room, string Type, byte[] Content, long Position);
