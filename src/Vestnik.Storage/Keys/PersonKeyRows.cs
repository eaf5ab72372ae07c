using System.Data.Common;
using Vestnik.Homeserver.Keys;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Keys;

/// <summary>A person's public keys as one viewer may see them.</summary>
internal static class PersonKeyRows
{
    private const string Account = "SELECT 1 FROM accounts WHERE user_id = @user_id";

    private const string Devices = """
        SELECT d.device_id, d.display_name, k.keys
        FROM devices d JOIN device_keys k ON k.device = d.nid
        WHERE d.user_id = @user_id
        """;

    private const string CrossSigning = "SELECT usage, public_key, key FROM cross_signing_keys WHERE user_id = @user_id";

    private const string Signatures = """
        SELECT signed_key, signer, signer_key, signature FROM key_signatures
        WHERE owner = @user_id AND (signer = @user_id OR signer = @viewer)
        """;

    /// <summary>Null when there is no such account here.</summary>
    public static PersonKeys? Find(Session sql, UserId person, UserId viewer) =>
        sql.Number(Account, ("user_id", person.ToString())) is null
            ? null
            : new PersonKeys
            {
                User = person,
                Devices = sql.All(Devices, ReadDevice, ("user_id", person.ToString())),
                CrossSigning = CrossSigningOf(sql, person, includingUserSigning: person == viewer),
                Signatures = sql.All(
                    Signatures, row => ReadSignature(row, person), ("user_id", person.ToString()), ("viewer", viewer.ToString())),
            };

    public static CrossSigningKeys CrossSigningOf(Session sql, UserId person, bool includingUserSigning) =>
        CrossSigningKeys.Of(sql
            .All(CrossSigning, ReadCrossSigning, ("user_id", person.ToString()))
            .Where(key => includingUserSigning || key.Usage != CrossSigningKey.UserSigning));

    private static DeviceWithKeys ReadDevice(DbDataReader row) =>
        new(DeviceId.Parse(row.GetString(0)), row.IsDBNull(1) ? null : row.GetString(1), row.GetFieldValue<byte[]>(2));

    private static CrossSigningKey ReadCrossSigning(DbDataReader row) =>
        new() { Usage = row.GetString(0), PublicKey = row.GetString(1), Json = row.GetFieldValue<byte[]>(2) };

    private static KeySignature ReadSignature(DbDataReader row, UserId owner) => new()
    {
        Owner = owner,
        SignedKey = row.GetString(0),
        Signer = UserId.Parse(row.GetString(1)),
        SignerKey = row.GetString(2),
        Signature = row.GetString(3),
    };
}
