using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Keys;

/// <summary>What goes when a device goes.</summary>
internal static class DeviceKeyRows
{
    private const string RemoveIdentity = "DELETE FROM device_keys WHERE device = @device";
    private const string RemoveOneTime = "DELETE FROM one_time_keys WHERE device = @device";
    private const string RemoveGiven = "DELETE FROM given_one_time_keys WHERE device = @device";
    private const string RemoveFallback = "DELETE FROM fallback_keys WHERE device = @device";
    private const string RemoveInbox = "DELETE FROM to_device WHERE device = @device";
    private const string RemoveSignatures = "DELETE FROM key_signatures WHERE owner = @user_id AND signed_key = @device_id";

    /// <summary>
    /// Removes the keys, signatures and inbox of a device, and tells those who share rooms if it had keys. Runs in the
    /// transaction that removes the device.
    /// </summary>
    /// <param name="transaction">Of the user's shard.</param>
    /// <param name="user">Whose device it was.</param>
    /// <param name="device">Its id.</param>
    /// <param name="nid">Its number in the table of devices.</param>
    public static void Remove(WriteTransaction transaction, UserId user, DeviceId device, long nid)
    {
        var sql = transaction.Sql;
        sql.Execute(RemoveOneTime, ("device", nid));
        sql.Execute(RemoveGiven, ("device", nid));
        sql.Execute(RemoveFallback, ("device", nid));
        sql.Execute(RemoveInbox, ("device", nid));
        sql.Execute(RemoveSignatures, ("user_id", user.ToString()), ("device_id", device.ToString()));
        if (sql.Execute(RemoveIdentity, ("device", nid)) > 0)
        {
            DeviceListRows.Changed(transaction, user);
        }
    }

    /// <summary>A device has another name: the name is shown with its keys.</summary>
    public static void Renamed(WriteTransaction transaction, UserId user) => DeviceListRows.Changed(transaction, user);
}
