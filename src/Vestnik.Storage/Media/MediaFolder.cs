using System.Buffers;
using System.Security.Cryptography;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Media;
using Vestnik.Protocol.Errors;

namespace Vestnik.Storage.Media;

/// <summary>
/// Uploaded content as files below the data directory, which several silos may share. New files are in <c>incoming</c>
/// until their record is stored, so that what a crash leaves is found without looking at everything.
/// </summary>
public sealed class MediaFolder : IMediaFiles
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const int NameLength = 40;
    private const int BufferBytes = 128 * 1024;

    private readonly string root;
    private readonly string incoming;

    public MediaFolder(HomeserverOptions options)
    {
        root = Path.Combine(options.DataDirectory, "media");
        incoming = Path.Combine(root, "incoming");
        Directory.CreateDirectory(incoming);
    }

    public async Task<Outcome<StoredFile>> ReceiveAsync(Stream content, long largest, CancellationToken cancel)
    {
        var name = RandomNumberGenerator.GetString(Alphabet, NameLength);
        var path = Path.Combine(incoming, name);
        var kept = false;
        try
        {
            if (await WriteAsync(path, content, largest, cancel) is not { } written)
            {
                return MatrixError.TooLarge($"An upload may have at most {largest} bytes.");
            }

            DurableDirectory.Flush(incoming);
            kept = true;
            return new StoredFile(name, written.Size, written.Sha256);
        }
        finally
        {
            if (!kept)
            {
                File.Delete(path);
            }
        }
    }

    public ValueTask SettleAsync(string name)
    {
        var place = PlaceOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);

        // Another silo's sweep may have been faster.
        if (File.Exists(Path.Combine(incoming, name)))
        {
            File.Move(Path.Combine(incoming, name), place);
        }

        return default;
    }

    public ValueTask<Stream?> OpenAsync(StoredFile file, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new(OpenFile(PlaceOf(file.Name)) ?? OpenFile(Path.Combine(incoming, file.Name)) ?? OpenFile(PlaceOf(file.Name)));
    }

    public ValueTask DiscardAsync(string name)
    {
        File.Delete(Path.Combine(incoming, name));
        return default;
    }

    public async ValueTask RemoveAsync(string name)
    {
        await DiscardAsync(name);
        var place = PlaceOf(name);
        if (File.Exists(place))
        {
            File.Delete(place);
        }
    }

    public IReadOnlyList<string> Unsettled(DateTimeOffset before) =>
        [.. new DirectoryInfo(incoming).EnumerateFiles().Where(file => file.LastWriteTimeUtc < before.UtcDateTime).Select(file => file.Name)];

    // Null when there is more than allowed.
    private static async Task<(long Size, byte[] Sha256)?> WriteAsync(string path, Stream content, long largest, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await using var file = Create(path);
            var size = 0L;
            while (await content.ReadAsync(buffer, cancel) is > 0 and var read)
            {
                size += read;
                if (size > largest)
                {
                    return null;
                }

                hash.AppendData(buffer, 0, read);
                await KeepAsync(() => file.WriteAsync(buffer.AsMemory(0, read), cancel));
            }

            await KeepAsync(() =>
            {
                file.Flush(flushToDisk: true);
                return ValueTask.CompletedTask;
            });
            return (size, hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static FileStream Create(string path)
    {
        try
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        }
        catch (IOException e)
        {
            throw Unavailable(e);
        }
    }

    // The uploader's broken connection is an IOException too; only the disk's is ours.
    internal static async ValueTask KeepAsync(Func<ValueTask> write)
    {
        try
        {
            await write();
        }
        catch (IOException e)
        {
            throw Unavailable(e);
        }
    }

    internal static StoreUnavailableException Unavailable(IOException cause) => new("The media folder could not keep an upload.", cause);

    internal static FileStream? OpenFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private string PlaceOf(string name) => Path.Combine(root, name[..2], name);
}
