using Vestnik.Homeserver.Media;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Administration;

/// <summary>What administrators do to uploads. None of it opens their contents.</summary>
public sealed class MediaStewardship(IMediaOversight oversight, IMediaStore store, MediaRemoval removal, Deeds deeds, HomeserverOptions options)
{
    private static MatrixError NoSuchMedia => MatrixError.NotFound("There is no such media.");

    /// <returns>True; <c>M_NOT_FOUND</c>.</returns>
    public async Task<Outcome<bool>> RemoveAsync(UserId doer, ServerName server, MediaId id, CancellationToken cancel)
    {
        if (server != options.ServerName || await store.FindAsync(id, cancel) is not { } found)
        {
            return NoSuchMedia;
        }

        await deeds.NoteAsync(doer.ToString(), "media.delete", id.ToString());
        await removal.RemoveAsync([new OwnedMedia(id, found.Uploader)], cancel);
        return true;
    }

    public async Task RemoveAllAsync(UserId doer, UserId uploader, CancellationToken cancel)
    {
        await deeds.NoteAsync(doer.ToString(), "user.media.delete", uploader.ToString());
        await removal.RemoveAllAsync(uploader, cancel);
    }

    /// <summary>Removes what is older than a time and larger than a size.</summary>
    /// <returns>What was removed.</returns>
    public async Task<IReadOnlyList<MediaId>> RemoveOldAsync(UserId doer, long before, long largerThan, CancellationToken cancel)
    {
        await deeds.NoteAsync(doer.ToString(), "media.delete-old", options.ServerName.ToString());
        return await removal.RemoveAsync(await oversight.OldAsync(before, largerThan, cancel), cancel);
    }

    /// <returns>Whether it is out of sight; <c>M_NOT_FOUND</c>, or <c>M_FORBIDDEN</c> for what is protected.</returns>
    public async Task<Outcome<bool>> QuarantineAsync(UserId doer, ServerName server, MediaId id, bool quarantined, CancellationToken cancel)
    {
        if (server != options.ServerName || await store.FindAsync(id, cancel) is not { } found)
        {
            return NoSuchMedia;
        }

        if (quarantined && found.IsProtected)
        {
            return MatrixError.Forbidden("This media is protected from being quarantined.");
        }

        await deeds.NoteAsync(doer.ToString(), quarantined ? "media.quarantine" : "media.release", id.ToString());
        await oversight.QuarantineAsync(id, quarantined ? doer : null);
        return quarantined;
    }

    /// <returns>How many.</returns>
    public async Task<int> QuarantineAllAsync(UserId doer, UserId uploader)
    {
        await deeds.NoteAsync(doer.ToString(), "user.media.quarantine", uploader.ToString());
        return await oversight.QuarantineAllAsync(uploader, doer);
    }

    /// <returns>Whether it is protected; <c>M_NOT_FOUND</c>.</returns>
    public async Task<Outcome<bool>> ProtectAsync(UserId doer, MediaId id, bool isProtected, CancellationToken cancel)
    {
        if (await store.FindAsync(id, cancel) is null)
        {
            return NoSuchMedia;
        }

        await deeds.NoteAsync(doer.ToString(), isProtected ? "media.protect" : "media.unprotect", id.ToString());
        return await oversight.ProtectAsync(id, isProtected) ? isProtected : NoSuchMedia;
    }
}
