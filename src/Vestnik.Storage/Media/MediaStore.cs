using System.Data.Common;
using Vestnik.Homeserver.Media;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Media;

/// <summary>Records of uploaded content in SQL.</summary>
public sealed class MediaStore(Database database) : IMediaStore
{
    private const string Find = """
        SELECT uploader, content_type, file_name, file, size, sha256, created_at, expires_at
        FROM media WHERE media_id = @media_id
        """;

    private const string Add = """
        INSERT INTO media (media_id, uploader, content_type, file_name, file, size, sha256, created_at)
        VALUES (@media_id, @uploader, @content_type, @file_name, @file, @size, @sha256, @created_at)
        """;

    private const string Used = "SELECT CAST(SUM(size) AS BIGINT) FROM media WHERE uploader = @uploader";

    private const string CountReserved =
        "SELECT COUNT(*) FROM media WHERE uploader = @uploader AND file IS NULL AND expires_at > @now";

    private const string Reserve = """
        INSERT INTO media (media_id, uploader, content_type, created_at, expires_at)
        VALUES (@media_id, @uploader, @content_type, @created_at, @expires_at)
        """;

    private const string Fill = """
        UPDATE media SET content_type = @content_type, file_name = @file_name, file = @file, size = @size, sha256 = @sha256, expires_at = NULL
        WHERE media_id = @media_id AND uploader = @uploader AND file IS NULL AND expires_at > @now
        """;

    private const string IsRecorded = "SELECT 1 FROM media WHERE file = @file";

    private const string ForgetUnused = "DELETE FROM media WHERE expires_at < @now AND file IS NULL";

    private const string OfUploader = "SELECT media_id, file FROM media WHERE uploader = @uploader ORDER BY created_at LIMIT @limit";

    private const string Remove = "DELETE FROM media WHERE media_id = @media_id AND uploader = @uploader";

    public ValueTask<MediaRecord?> FindAsync(MediaId id, CancellationToken cancel) =>
        database.ReadAsync(sql => sql.First(Find, row => Read(row, id), ("media_id", id.ToString())), cancel);

    public ValueTask<long> UsedAsync(UserId uploader, CancellationToken cancel) =>
        database.ReadAsync(sql => UsedBy(sql, uploader), cancel);

    public Task<bool> AddAsync(MediaRecord media, long quota) => WriteAlone(media.Uploader, sql =>
        UsedBy(sql, media.Uploader) + media.File!.Size <= quota
        && sql.Execute(
            Add,
            ("media_id", media.Id.ToString()), ("uploader", media.Uploader.ToString()), ("content_type", media.ContentType),
            ("file_name", media.FileName), ("file", media.File.Name), ("size", media.File.Size), ("sha256", media.File.Sha256),
            ("created_at", media.CreatedAt)) == 1);

    public Task<bool> ReserveAsync(MediaId id, UserId uploader, long now, long expiresAt, int most) => WriteAsync(uploader, sql =>
        sql.Number(CountReserved, ("uploader", uploader.ToString()), ("now", now)) < most
        && sql.Execute(
            Reserve,
            ("media_id", id.ToString()), ("uploader", uploader.ToString()), ("content_type", ContentTypes.Unknown),
            ("created_at", now), ("expires_at", expiresAt)) == 1);

    public Task<Filled> FillAsync(MediaRecord media, long now, long quota) => WriteAlone(media.Uploader, sql =>
        UsedBy(sql, media.Uploader) + media.File!.Size > quota ? Filled.OverQuota
        : sql.Execute(
            Fill,
            ("content_type", media.ContentType), ("file_name", media.FileName), ("file", media.File.Name),
            ("size", media.File.Size), ("sha256", media.File.Sha256),
            ("media_id", media.Id.ToString()), ("uploader", media.Uploader.ToString()), ("now", now)) == 1 ? Filled.Kept
        : Filled.NotReserved);

    public ValueTask<bool> IsRecordedAsync(string fileName, CancellationToken cancel) =>
        database.ReadAsync(sql => sql.Number(IsRecorded, ("file", fileName)) is not null, cancel);

    public Task ForgetUnusedAsync(long now) =>
        database.WriteAsync(0, transaction => transaction.Sql.Execute(ForgetUnused, ("now", now)));

    public async ValueTask<IReadOnlyList<(MediaId Id, string? File)>> OfAsync(UserId uploader, int limit, CancellationToken cancel) =>
        await database.ReadAsync(
            sql => sql.All(
                OfUploader,
                row => (MediaId.Parse(row.GetString(0)), row.IsDBNull(1) ? null : row.GetString(1)),
                ("uploader", uploader.ToString()),
                ("limit", (long)limit)),
            cancel);

    public Task RemoveAsync(UserId uploader, IReadOnlyList<MediaId> media) => WriteAsync(uploader, sql => media.Sum(id => sql.Execute(
        Remove, ("media_id", id.ToString()), ("uploader", uploader.ToString()))));

    private static MediaRecord Read(DbDataReader row, MediaId id) => new()
    {
        Id = id,
        Uploader = UserId.Parse(row.GetString(0)),
        ContentType = row.GetString(1),
        FileName = row.IsDBNull(2) ? null : row.GetString(2),
        File = row.IsDBNull(3) ? null : new StoredFile(row.GetString(3), row.GetInt64(4), row.GetFieldValue<byte[]>(5)),
        CreatedAt = row.GetInt64(6),
        ExpiresAt = row.IsDBNull(7) ? null : row.GetInt64(7),
    };

    private static long UsedBy(Session sql, UserId uploader) => sql.Number(Used, ("uploader", uploader.ToString())) ?? 0;

    // What a quota leaves is counted while nobody else, on whichever silo, writes for this person.
    private Task<T> WriteAlone<T>(UserId uploader, Func<Session, T> work) =>
        database.WriteAsync(database.ShardOf(uploader.ToString()), transaction =>
        {
            transaction.LockShard();
            return work(transaction.Sql);
        });

    private Task<T> WriteAsync<T>(UserId uploader, Func<Session, T> work) =>
        database.WriteAsync(database.ShardOf(uploader.ToString()), transaction => work(transaction.Sql));
}
