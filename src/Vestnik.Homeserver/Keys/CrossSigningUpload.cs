using System.Text.Json;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Keys;

/// <summary>Cross-signing keys that a person publishes, and what becomes of those that were there.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3keysdevice_signingupload</remarks>
public sealed record CrossSigningUpload
{
    private CrossSigningUpload(UserId owner, CrossSigningKeys keys) => (Owner, Keys) = (owner, keys);

    public UserId Owner { get; }

    public CrossSigningKeys Keys { get; }

    public static Outcome<CrossSigningUpload> Read(JsonElement body, UserId owner)
    {
        var keys = new List<CrossSigningKey>();
        foreach (var usage in (string[])[CrossSigningKey.Master, CrossSigningKey.SelfSigning, CrossSigningKey.UserSigning])
        {
            if (body.Member($"{usage}_key") is not { } json)
            {
                continue;
            }

            if (!CrossSigningKey.Read(json, usage, owner).Accepted(out var key, out var refusal))
            {
                return refusal;
            }

            keys.Add(key);
        }

        return new CrossSigningUpload(owner, CrossSigningKeys.Of(keys));
    }

    /// <summary>Decides against what is stored.</summary>
    /// <param name="stored">The person's keys of this moment.</param>
    /// <param name="devices">The person's device ids: a key must not look like one of them.</param>
    /// <param name="confirmed">The person has just proved once more who they are.</param>
    public CrossSigningDecision Decide(CrossSigningKeys stored, IReadOnlySet<string> devices, bool confirmed)
    {
        var added = Keys.All.Where(key => stored.All.All(old => old.Usage != key.Usage || old.PublicKey != key.PublicKey)).ToList();
        if ((Keys.Master ?? stored.Master) is not { } master)
        {
            return Keys.All.Any()
                ? MatrixError.MissingParam("Upload a master key first, or together with the others.")
                : CrossSigningDecision.Nothing;
        }

        if (Keys.All.Any(key => devices.Contains(key.PublicKey)))
        {
            return MatrixError.Forbidden("A cross-signing key must differ from the id of every device.");
        }

        if (Keys.All.Any(key => key.Usage != CrossSigningKey.Master && !master.HasSigned(key.Json, Owner)))
        {
            return MatrixError.Of("M_INVALID_SIGNATURE", 400, "The self-signing and user-signing keys must be signed by the master key.");
        }

        if (added.Count == 0)
        {
            return CrossSigningDecision.Nothing;
        }

        return stored.Master is null || confirmed ? CrossSigningDecision.Keep(added, Replaced(stored, added)) : CrossSigningDecision.Confirm;
    }

    // A new master key takes everything with it that the old one vouched for.
    private static List<CrossSigningKey> Replaced(CrossSigningKeys stored, List<CrossSigningKey> added) =>
        added.Any(key => key.Usage == CrossSigningKey.Master)
            ? [.. stored.All]
            : [.. stored.All.Where(old => added.Any(key => key.Usage == old.Usage))];
}

/// <summary>What to do with an upload of cross-signing keys.</summary>
public sealed record CrossSigningDecision
{
    /// <summary>It holds nothing new.</summary>
    public static CrossSigningDecision Nothing { get; } = new();

    /// <summary>It replaces keys: ask the person to prove once more who they are.</summary>
    public static CrossSigningDecision Confirm { get; } = new() { NeedsConfirmation = true };

    public bool NeedsConfirmation { get; private init; }

    public MatrixError? Refusal { get; private init; }

    public IReadOnlyList<CrossSigningKey> Added { get; private init; } = [];

    /// <summary>Keys that go, with all signatures that they made or bear.</summary>
    public IReadOnlyList<CrossSigningKey> Removed { get; private init; } = [];

    public static implicit operator CrossSigningDecision(MatrixError refusal) => new() { Refusal = refusal };

    public static CrossSigningDecision Keep(IReadOnlyList<CrossSigningKey> added, IReadOnlyList<CrossSigningKey> removed) =>
        new() { Added = added, Removed = removed };
}
