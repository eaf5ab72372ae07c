using System.Buffers;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Media;

namespace Vestnik.Storage.Media;

/// <summary>Unfinished uploads as files in <c>media/partial</c>, which several silos may share. A file's length is what has arrived.</summary>
public sealed class PartialFolder : IPartialFiles
{
    private const int BufferBytes = 128 * 1024;

    private readonly string folder;

    public PartialFolder(HomeserverOptions options)
    {
        folder = Path.Combine(options.DataDirectory, "media", "partial");
        Directory.CreateDirectory(folder);
    }

    public long LengthOf(MediaId id)
    {
        var file = new FileInfo(PlaceOf(id));
        return file.Exists ? file.Length : 0;
    }

    public async Task<Piece> AppendAsync(MediaId id, long offset, Stream content, long largest, CancellationToken cancel)
    {
        if (OpenToAppend(id) is not { } opened)
        {
            return new Piece(PieceFate.Busy, LengthOf(id));
        }

        await using var file = opened;
        if (file.Length != offset)
        {
            return new Piece(PieceFate.Elsewhere, file.Length);
        }

        file.Seek(offset, SeekOrigin.Begin);
        try
        {
            if (await WriteAsync(file, content, largest, cancel))
            {
                return new Piece(PieceFate.Taken, file.Position);
            }

            file.SetLength(offset);
            return new Piece(PieceFate.TooLong, offset);
        }
        finally
        {
            MakeDurable(file);
        }
    }

    public Stream? Open(MediaId id) => MediaFolder.OpenFile(PlaceOf(id));

    public void Remove(MediaId id) => File.Delete(PlaceOf(id));

    public IReadOnlyList<MediaId> All() =>
        [.. from file in new DirectoryInfo(folder).EnumerateFiles()
            let id = MediaId.TryParse(file.Name, out var parsed) ? parsed : (MediaId?)null
            where id is not null
            select id.Value];

    // False when there is more than allowed.
    private static async Task<bool> WriteAsync(FileStream file, Stream content, long largest, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (await content.ReadAsync(buffer, cancel) is > 0 and var read)
            {
                if (file.Position + read > largest)
                {
                    return false;
                }

                await MediaFolder.KeepAsync(() => file.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None));
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void MakeDurable(FileStream file)
    {
        try
        {
            file.Flush(flushToDisk: true);
        }
        catch (IOException e)
        {
            throw MediaFolder.Unavailable(e);
        }

        DurableDirectory.Flush(folder);
    }

    // Null while somebody else writes it, in whichever process.
    private FileStream? OpenToAppend(MediaId id)
    {
        var place = PlaceOf(id);
        try
        {
            return new FileStream(place, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
        }
        catch (IOException) when (File.Exists(place))
        {
            return null;
        }
        catch (IOException e)
        {
            throw MediaFolder.Unavailable(e);
        }
    }

    private string PlaceOf(MediaId id) => Path.Combine(folder, id.ToString());
}
