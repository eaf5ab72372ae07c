using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Media;
using Vestnik.Protocol.Errors;

namespace Vestnik.Gateways.Media.Objects;

/// <summary>
/// Content as objects of a store elsewhere. It is received into the media folder, where its hash and size are found, and put from
/// there; the file stays until the record is stored, so that after a crash the sweep knows which objects nobody names. What was
/// kept in the folder before is still read from it.
/// </summary>
internal sealed class ObjectFiles(IMediaFiles folder, ObjectStore store) : IMediaFiles
{
    public async Task<Outcome<StoredFile>> ReceiveAsync(Stream content, long largest, CancellationToken cancel)
    {
        var received = await folder.ReceiveAsync(content, largest, cancel);
        if (!received.Accepted(out var file, out _))
        {
            return received;
        }

        var kept = false;
        try
        {
            await using var bytes = await folder.OpenAsync(file, cancel) ?? throw new StoreUnavailableException("The media folder lost an upload.");
            await store.PutAsync(file, bytes, cancel);
            kept = true;
            return file;
        }
        finally
        {
            if (!kept)
            {
                await DiscardAsync(file.Name);
            }
        }
    }

    public ValueTask SettleAsync(string name) => folder.DiscardAsync(name);

    public async ValueTask<Stream?> OpenAsync(StoredFile file, CancellationToken cancel) =>
        await store.ExistsAsync(file.Name, cancel) ? new ObjectStream(store, file) : await folder.OpenAsync(file, cancel);

    // While the store does not answer, the file in the folder is what the sweep remembers the object by.
    public async ValueTask DiscardAsync(string name)
    {
        try
        {
            await store.DeleteAsync(name);
        }
        catch (StoreUnavailableException)
        {
            return;
        }

        await folder.DiscardAsync(name);
    }

    public async ValueTask RemoveAsync(string name)
    {
        await store.DeleteAsync(name);
        await folder.RemoveAsync(name);
    }

    public IReadOnlyList<string> Unsettled(DateTimeOffset before) => folder.Unsettled(before);
}
