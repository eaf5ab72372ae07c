using Vestnik.Homeserver.Media;

namespace Vestnik.Gateways.Media.Objects;

/// <summary>An object, read from any place in it, piece by piece: whoever asks for its end does not fetch its beginning.</summary>
internal sealed class ObjectStream(ObjectStore store, StoredFile file) : Stream
{
    private const int PieceBytes = 1024 * 1024;

    private byte[] piece = [];
    private long pieceAt;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Size;

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        if (Position < pieceAt || Position >= pieceAt + piece.Length)
        {
            piece = await store.ReadAsync(file.Name, Position, (int)Math.Min(PieceBytes, Length - Position), cancellationToken);
            pieceAt = Position;
        }

        var from = (int)(Position - pieceAt);
        var read = Math.Min(buffer.Length, piece.Length - from);
        piece.AsMemory(from, read).CopyTo(buffer);
        Position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Objects are read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
