using Vestnik.Homeserver.Keys;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Keys;

/// <summary>Keys of devices in SQL.</summary>
public sealed class DeviceKeyStore(Database database) : IDeviceKeyStore
{
    // People are read in parts of this size, so that one large question does not hold a connection for long.
    private const int PeopleAtOnce = 100;

    private const string Device = "SELECT nid FROM devices WHERE user_id = @user_id AND device_id = @device_id";

    private const string Identity = "SELECT keys FROM device_keys WHERE device = @device";

    private const string SetIdentity =
        "INSERT INTO device_keys (device, keys) VALUES (@device, @keys) ON CONFLICT (device) DO UPDATE SET keys = excluded.keys";

    public ValueTask<KeyCount> CountAsync(DeviceAddress device, CancellationToken cancel) =>
        database.ReadAsync(sql => NumberOf(sql, device) is { } nid ? OneTimeKeyRows.Count(sql, nid) : KeyCount.None, cancel);

    public async Task<Outcome<KeyCount>> UploadAsync(DeviceAddress device, KeyUpload upload)
    {
        try
        {
            return await database.WriteAsync(Shard(device.User), transaction => Upload(transaction, device, upload));
        }
        catch (RefusedUploadException refused)
        {
            return refused.Refusal;
        }
    }

    public Task<IReadOnlyList<ClaimedKey>> ClaimAsync(UserId owner, IReadOnlyList<KeyClaim> claims) =>
        database.WriteAsync<IReadOnlyList<ClaimedKey>>(Shard(owner), transaction =>
        {
            ShardLock.Take(transaction);
            return [.. claims.Select(claim => Claim(transaction, owner, claim)).OfType<ClaimedKey>()];
        });

    public async ValueTask<IReadOnlyList<PersonKeys>> FindAsync(IReadOnlyCollection<UserId> people, UserId viewer, CancellationToken cancel)
    {
        var found = new List<PersonKeys>(people.Count);
        foreach (var some in people.Chunk(PeopleAtOnce))
        {
            found.AddRange(await database.ReadAsync(
                sql => some.Select(person => PersonKeyRows.Find(sql, person, viewer)).OfType<PersonKeys>().ToList(), cancel));
        }

        return found;
    }

    private static KeyCount Upload(WriteTransaction transaction, DeviceAddress device, KeyUpload upload)
    {
        ShardLock.Take(transaction);
        var sql = transaction.Sql;
        if (NumberOf(sql, device) is not { } nid)
        {
            throw new RefusedUploadException(MatrixError.NotFound("The device has been removed meanwhile."));
        }

        if (OneTimeKeyRows.AddAll(sql, nid, upload.OneTimeKeys) is { } refusal)
        {
            throw new RefusedUploadException(refusal);
        }

        OneTimeKeyRows.SetFallbacks(sql, nid, upload.FallbackKeys);
        if (upload.DeviceKeys is { } keys
            && sql.First(Identity, row => row.GetFieldValue<byte[]>(0), ("device", nid))?.AsSpan().SequenceEqual(keys) != true)
        {
            sql.Execute(SetIdentity, ("device", nid), ("keys", keys));
            DeviceListRows.Changed(transaction, device.User);
        }

        if (upload.OneTimeKeys.Count + upload.FallbackKeys.Count > 0)
        {
            transaction.Announce(new OneTimeKeyCountChanged(device.User, device.Device));
        }

        return OneTimeKeyRows.Count(sql, nid);
    }

    private static ClaimedKey? Claim(WriteTransaction transaction, UserId owner, KeyClaim claim)
    {
        if (NumberOf(transaction.Sql, new DeviceAddress(owner, claim.Device)) is not { } nid)
        {
            return null;
        }

        var key = OneTimeKeyRows.Take(transaction.Sql, nid, claim.Algorithm, out var changed);
        if (changed)
        {
            transaction.Announce(new OneTimeKeyCountChanged(owner, claim.Device));
        }

        return key is null ? null : new ClaimedKey(claim.Device, key);
    }

    private static long? NumberOf(Session sql, DeviceAddress device) =>
        sql.Number(Device, ("user_id", device.User.ToString()), ("device_id", device.Device.ToString()));

    private int Shard(UserId user) => database.ShardOf(user.ToString());

    /// <summary>Rolls the upload back.</summary>
    private sealed class RefusedUploadException(MatrixError refusal) : Exception
    {
        public MatrixError Refusal => refusal;
    }
}
