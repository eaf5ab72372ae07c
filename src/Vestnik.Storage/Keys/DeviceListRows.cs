using Vestnik.Homeserver.Keys;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Keys;

/// <summary>Notes and announces that a person's keys changed. Runs inside the transaction that changes them.</summary>
internal static class DeviceListRows
{
    private const string Note = """
        INSERT INTO device_list_changes (user_id, seen_by, shard, position)
        VALUES (@user_id, @seen_by, @shard, @position)
        ON CONFLICT (user_id, seen_by) DO UPDATE SET shard = excluded.shard, position = excluded.position
        """;

    /// <summary>Everybody who shares a room may see the change.</summary>
    public static void Changed(WriteTransaction transaction, UserId user) =>
        Save(transaction, user, "", transaction.Announce(new DeviceListChanged(user)));

    /// <summary>Only the signer sees the change.</summary>
    public static void Signed(WriteTransaction transaction, UserId signer, UserId owner) =>
        Save(transaction, owner, signer.ToString(), transaction.Announce(new KeySigned(signer, owner)));

    private static void Save(WriteTransaction transaction, UserId user, string seenBy, long position) => transaction.Sql.Execute(
        Note,
        ("user_id", user.ToString()), ("seen_by", seenBy), ("shard", (long)transaction.Shard), ("position", position));
}
