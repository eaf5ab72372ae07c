using Vestnik.Homeserver.Media;
using Vestnik.Homeserver.Media.Thumbnails;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Media;

/// <summary>Thumbnails in SQL.</summary>
internal sealed class ThumbnailStore(Database database) : IThumbnailStore
{
    private const string Find = """
        SELECT content_type, file, size, sha256 FROM thumbnails
        WHERE source = @source AND width = @width AND height = @height AND is_crop = @is_crop AND is_animated = @is_animated
        """;

    private const string IsThere = "SELECT 1 FROM media WHERE file = @source LIMIT 1";

    private const string Add = """
        INSERT INTO thumbnails (source, width, height, is_crop, is_animated, content_type, file, size, sha256)
        VALUES (@source, @width, @height, @is_crop, @is_animated, @content_type, @file, @size, @sha256)
        ON CONFLICT DO NOTHING
        """;

    private const string FilesOf = "SELECT file FROM thumbnails WHERE source = @source AND file <> @source";

    private const string Remove = "DELETE FROM thumbnails WHERE source = @source";

    /// <summary>Forgets the thumbnails of a file that goes; the files that are unwanted then.</summary>
    public static IReadOnlyList<string> RemoveOf(Session sql, string source)
    {
        var files = sql.All(FilesOf, row => row.GetString(0), ("source", source));
        sql.Execute(Remove, ("source", source));
        return files;
    }

    public ValueTask<Thumbnail?> FindAsync(ThumbnailKey key, CancellationToken cancel) => database.ReadAsync(
        sql => sql.First(
            Find,
            row => new Thumbnail(row.GetString(0), new StoredFile(row.GetString(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3))),
            ("source", key.Source), ("width", (long)key.Size.Width), ("height", (long)key.Size.Height),
            ("is_crop", key.Size.IsCrop ? 1L : 0L), ("is_animated", key.IsAnimated ? 1L : 0L)),
        cancel);

    // Under the lock under which the media would be removed: a thumbnail never outlives it.
    public Task<bool> AddAsync(MediaRecord media, ThumbnailKey key, Thumbnail thumbnail) =>
        database.WriteAsync(database.ShardOf(MediaRows.Owner(media.Uploader)), transaction =>
        {
            transaction.LockShard();
            return transaction.Sql.Number(IsThere, ("source", key.Source)) is not null
                && transaction.Sql.Execute(
                    Add,
                    ("source", key.Source), ("width", (long)key.Size.Width), ("height", (long)key.Size.Height),
                    ("is_crop", key.Size.IsCrop ? 1L : 0L), ("is_animated", key.IsAnimated ? 1L : 0L),
                    ("content_type", thumbnail.ContentType), ("file", thumbnail.File.Name), ("size", thumbnail.File.Size),
                    ("sha256", thumbnail.File.Sha256)) == 1;
        });
}
