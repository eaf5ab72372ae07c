using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Keys;

/// <summary>Cross-signing keys and the signatures that people upload.</summary>
public interface ICrossSigningStore
{
    /// <summary>Applies an upload to the keys of this moment, in one transaction.</summary>
    /// <param name="upload">The keys.</param>
    /// <param name="confirmed">The person has just proved once more who they are.</param>
    Task<CrossSigningDecision> UploadAsync(CrossSigningUpload upload, bool confirmed);

    /// <summary>Keeps signatures that have been checked.</summary>
    Task AddSignaturesAsync(UserId signer, IReadOnlyList<KeySignature> signatures);
}
