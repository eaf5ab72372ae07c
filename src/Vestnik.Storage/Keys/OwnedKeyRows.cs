using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Keys;

/// <summary>What a person owns beside the keys of devices: an identity, signatures on others, key backups.</summary>
internal static class OwnedKeyRows
{
    private const string RemoveIdentity = "DELETE FROM cross_signing_keys WHERE user_id = @user_id";
    private const string RemoveSignatures = "DELETE FROM key_signatures WHERE signer = @user_id OR owner = @user_id";
    private const string RemoveBackups = "DELETE FROM key_backups WHERE user_id = @user_id";
    private const string RemoveBackedUpKeys = "DELETE FROM backed_up_keys WHERE user_id = @user_id";

    /// <summary>Removes it all, and tells those who share rooms if there was an identity. Runs in a transaction of the user's shard.</summary>
    public static void RemoveAll(WriteTransaction transaction, UserId user)
    {
        var sql = transaction.Sql;
        sql.Execute(RemoveBackedUpKeys, ("user_id", user.ToString()));
        sql.Execute(RemoveBackups, ("user_id", user.ToString()));
        sql.Execute(RemoveSignatures, ("user_id", user.ToString()));
        if (sql.Execute(RemoveIdentity, ("user_id", user.ToString())) > 0)
        {
            DeviceListRows.Changed(transaction, user);
        }
    }
}
