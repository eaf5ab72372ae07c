using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.Media;

/// <summary>The bytes of uploaded content, each under a file name that is used once.</summary>
public interface IMediaFiles
{
    /// <summary>Takes content in without holding it in memory; when this returns, it survives a crash.</summary>
    /// <returns><c>M_TOO_LARGE</c>, with nothing kept, when there are more than <paramref name="largest"/> bytes.</returns>
    /// <exception cref="Feed.StoreUnavailableException">The disk is full or fails.</exception>
    Task<Outcome<StoredFile>> ReceiveAsync(Stream content, long largest, CancellationToken cancel);

    /// <summary>Puts received content into its final place, once its record is stored.</summary>
    ValueTask SettleAsync(string name);

    /// <summary>Opens content for reading from any place in it; null when there is none.</summary>
    /// <exception cref="Feed.StoreUnavailableException">Whoever keeps it does not answer.</exception>
    ValueTask<Stream?> OpenAsync(StoredFile file, CancellationToken cancel);

    /// <summary>Removes received content that has got no record.</summary>
    ValueTask DiscardAsync(string name);

    /// <summary>Removes content whose record is gone, wherever it is. Removing what is not there is no error.</summary>
    ValueTask RemoveAsync(string name);

    /// <summary>Names of content that was received before this moment and has not been settled: what a crash has left, if the moment is long past.</summary>
    IReadOnlyList<string> Unsettled(DateTimeOffset before);
}

/// <param name="Name">Of the file: letters and digits.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of the whole content.</param>
public sealed record StoredFile(string Name, long Size, byte[] Sha256);
