using Vestnik.Homeserver.Keys;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Keys;

/// <summary>Cross-signing keys and signatures in SQL.</summary>
public sealed class CrossSigningStore(Database database) : ICrossSigningStore
{
    private const string DeviceIds = "SELECT device_id FROM devices WHERE user_id = @user_id";

    private const string Remove = "DELETE FROM cross_signing_keys WHERE user_id = @user_id AND usage = @usage";

    private const string RemoveMade = "DELETE FROM key_signatures WHERE signer = @user_id AND signer_key = @signer_key";

    private const string RemoveBorne = "DELETE FROM key_signatures WHERE owner = @user_id AND signed_key = @public_key AND signer = @user_id";

    private const string Add =
        "INSERT INTO cross_signing_keys (user_id, usage, public_key, key) VALUES (@user_id, @usage, @public_key, @key)";

    private const string AddSignature = """
        INSERT INTO key_signatures (owner, signed_key, signer, signer_key, signature)
        VALUES (@owner, @signed_key, @signer, @signer_key, @signature)
        ON CONFLICT (owner, signed_key, signer, signer_key) DO UPDATE SET signature = excluded.signature
        """;

    public Task<CrossSigningDecision> UploadAsync(CrossSigningUpload upload, bool confirmed) =>
        database.WriteAsync(database.ShardOf(upload.Owner.ToString()), transaction =>
        {
            ShardLock.Take(transaction);
            var stored = PersonKeyRows.CrossSigningOf(transaction.Sql, upload.Owner, includingUserSigning: true);
            var devices = transaction.Sql
                .All(DeviceIds, row => row.GetString(0), ("user_id", upload.Owner.ToString()))
                .ToHashSet(StringComparer.Ordinal);
            var decision = upload.Decide(stored, devices, confirmed);
            Apply(transaction, upload.Owner, decision);
            return decision;
        });

    public Task AddSignaturesAsync(UserId signer, IReadOnlyList<KeySignature> signatures) =>
        database.WriteAsync(database.ShardOf(signer.ToString()), transaction =>
        {
            foreach (var signature in signatures)
            {
                transaction.Sql.Execute(
                    AddSignature,
                    ("owner", signature.Owner.ToString()), ("signed_key", signature.SignedKey),
                    ("signer", signature.Signer.ToString()), ("signer_key", signature.SignerKey),
                    ("signature", signature.Signature));
            }

            foreach (var owner in signatures.Select(signature => signature.Owner).Distinct())
            {
                if (owner == signer)
                {
                    DeviceListRows.Changed(transaction, owner);
                }
                else
                {
                    DeviceListRows.Signed(transaction, signer, owner);
                }
            }
        });

    private static void Apply(WriteTransaction transaction, UserId owner, CrossSigningDecision decision)
    {
        var sql = transaction.Sql;
        foreach (var key in decision.Removed)
        {
            sql.Execute(Remove, ("user_id", owner.ToString()), ("usage", key.Usage));
            sql.Execute(RemoveMade, ("user_id", owner.ToString()), ("signer_key", key.SignatureId));
            sql.Execute(RemoveBorne, ("user_id", owner.ToString()), ("public_key", key.PublicKey));
        }

        foreach (var key in decision.Added)
        {
            sql.Execute(
                Add, ("user_id", owner.ToString()), ("usage", key.Usage), ("public_key", key.PublicKey), ("key", key.Json));
        }

        // Nobody but its owner ever sees the user-signing key.
        if (decision.Added.Any(key => key.Usage != CrossSigningKey.UserSigning))
        {
            DeviceListRows.Changed(transaction, owner);
        }
        else if (decision.Added.Count > 0)
        {
            DeviceListRows.Signed(transaction, owner, owner);
        }
    }
}
