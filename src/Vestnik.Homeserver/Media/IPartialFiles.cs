namespace Vestnik.Homeserver.Media;

/// <summary>Content that arrives in pieces, on disk until the last one has come. Each is named like the media it becomes.</summary>
public interface IPartialFiles
{
    /// <summary>How many bytes have arrived; 0 when none has.</summary>
    long LengthOf(MediaId id);

    /// <summary>
    /// Writes a piece behind what has arrived. What comes of it before its connection is cut stays, and survives a crash.
    /// </summary>
    /// <param name="id">What the piece belongs to.</param>
    /// <param name="offset">Where the piece begins: must be <see cref="LengthOf"/>.</param>
    /// <param name="content">The piece.</param>
    /// <param name="largest">How long all pieces together may be; of a piece that goes beyond nothing is kept.</param>
    /// <param name="cancel">Ends the piece as a cut connection does.</param>
    /// <exception cref="Feed.StoreUnavailableException">The disk is full or fails.</exception>
    /// <exception cref="IOException">The connection was cut.</exception>
    Task<Piece> AppendAsync(MediaId id, long offset, Stream content, long largest, CancellationToken cancel);

    /// <summary>Opens what has arrived; null when nothing has.</summary>
    Stream? Open(MediaId id);

    void Remove(MediaId id);

    /// <summary>Everything of which a part is here.</summary>
    IReadOnlyList<MediaId> All();
}

/// <summary>What became of a piece.</summary>
/// <param name="Fate">Whether it was taken.</param>
/// <param name="Length">How many bytes have arrived now.</param>
public sealed record Piece(PieceFate Fate, long Length);

public enum PieceFate
{
    Taken,

    /// <summary>It does not begin where the others end.</summary>
    Elsewhere,

    /// <summary>All together would be longer than allowed.</summary>
    TooLong,

    /// <summary>Another piece is being written at this moment.</summary>
    Busy,
}
