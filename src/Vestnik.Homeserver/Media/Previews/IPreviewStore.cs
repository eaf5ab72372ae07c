namespace Vestnik.Homeserver.Media.Previews;

/// <summary>Previews of pages, kept for a while. Of the address only a hash is stored.</summary>
public interface IPreviewStore
{
    /// <summary>The preview of that hour; null when there is none.</summary>
    /// <param name="address">SHA-256 of the address.</param>
    /// <param name="hour">Hours since 1970.</param>
    /// <param name="cancel">Ends the reading.</param>
    ValueTask<byte[]?> FindAsync(byte[] address, long hour, CancellationToken cancel);

    Task KeepAsync(byte[] address, long hour, byte[] preview);

    Task ForgetBeforeAsync(long hour);
}
