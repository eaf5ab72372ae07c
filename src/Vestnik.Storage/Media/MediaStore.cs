using Vestnik.Homeserver.Media;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Media;

/// <summary>Records of uploaded content in SQL.</summary>
public sealed class MediaStore(Database database) : IMediaStore
{
    private const string Find = $"SELECT {MediaRows.Columns} FROM media WHERE media_id = @media_id";

    private const string Add = """
        INSERT INTO media (media_id, uploader, content_type, file_name, file, size, sha256, created_at, expires_at, quarantined_by)
        VALUES (@media_id, @uploader, @content_type, @file_name, @file, @size, @sha256, @created_at, @expires_at, @quarantined_by)
        """;

    // A file counts once, however many names it has; of an unfinished upload counts what has arrived.
    private const string Used = """
        SELECT CAST(SUM(size) AS BIGINT) FROM (
          SELECT DISTINCT file, size FROM media WHERE uploader = @uploader AND file IS NOT NULL
          UNION ALL
          SELECT media_id, size FROM media WHERE uploader = @uploader AND file IS NULL AND size IS NOT NULL AND media_id <> @except
        ) AS kept
        """;

    private const string Same = """
        SELECT file, quarantined_by FROM media WHERE uploader = @uploader AND sha256 = @sha256 AND file IS NOT NULL
        ORDER BY created_at LIMIT 1
        """;

    private const string CountReserved =
        "SELECT COUNT(*) FROM media WHERE uploader = @uploader AND file IS NULL AND expires_at > @now";

    private const string Reserve = """
        INSERT INTO media (media_id, uploader, content_type, created_at, expires_at)
        VALUES (@media_id, @uploader, @content_type, @created_at, @expires_at)
        """;

    private const string Note = """
        UPDATE media SET content_type = @content_type, file_name = @file_name, size = @size
        WHERE media_id = @media_id AND uploader = @uploader AND file IS NULL AND expires_at > @now
        """;

    private const string Fill = """
        UPDATE media SET content_type = @content_type, file_name = @file_name, file = @file, size = @size, sha256 = @sha256,
          created_at = @created_at, expires_at = NULL, quarantined_by = @quarantined_by
        WHERE media_id = @media_id AND uploader = @uploader AND file IS NULL AND expires_at > @now
        """;

    private const string IsRecorded =
        "SELECT 1 FROM media WHERE file = @file UNION ALL SELECT 1 FROM thumbnails WHERE file = @file LIMIT 1";

    private const string Touch = "UPDATE media SET used_at = @now WHERE media_id = @media_id";

    public ValueTask<MediaRecord?> FindAsync(MediaId id, CancellationToken cancel) =>
        database.ReadAsync(sql => sql.First(Find, MediaRows.Read, ("media_id", id.ToString())), cancel);

    public ValueTask<long> UsedAsync(UserId uploader, MediaId? except, CancellationToken cancel) =>
        database.ReadAsync(sql => UsedBy(sql, uploader.ToString(), except), cancel);

    public Task<Filled> AddAsync(MediaRecord media, long quota) => WriteAlone(media, sql =>
    {
        var same = SameOf(sql, media);
        if (same is null && UsedBy(sql, MediaRows.Owner(media.Uploader), null) + media.File!.Size > quota)
        {
            return Filled.OverQuota;
        }

        sql.Execute(
            Add,
            ("media_id", media.Id.ToString()), ("uploader", MediaRows.Owner(media.Uploader)), ("content_type", media.ContentType),
            ("file_name", media.FileName), ("file", same?.File ?? media.File!.Name), ("size", media.File!.Size), ("sha256", media.File.Sha256),
            ("created_at", media.CreatedAt), ("expires_at", media.ExpiresAt), ("quarantined_by", same?.QuarantinedBy));
        return same is null ? Filled.Kept : Filled.Shared;
    });

    public Task<bool> ReserveAsync(MediaId id, UserId uploader, long now, long expiresAt, int most) => WriteAlone(uploader.ToString(), sql =>
        sql.Number(CountReserved, ("uploader", uploader.ToString()), ("now", now)) < most
        && sql.Execute(
            Reserve,
            ("media_id", id.ToString()), ("uploader", uploader.ToString()), ("content_type", ContentTypes.Unknown),
            ("created_at", now), ("expires_at", expiresAt)) == 1);

    public Task<bool> NoteAsync(MediaRecord media, long received, long now) => WriteAlone(media, sql => sql.Execute(
        Note,
        ("content_type", media.ContentType), ("file_name", media.FileName), ("size", received),
        ("media_id", media.Id.ToString()), ("uploader", MediaRows.Owner(media.Uploader)), ("now", now)) == 1);

    public Task<Filled> FillAsync(MediaRecord media, long now, long quota) => WriteAlone(media, sql =>
    {
        var same = SameOf(sql, media);
        if (same is null && UsedBy(sql, MediaRows.Owner(media.Uploader), media.Id) + media.File!.Size > quota)
        {
            return Filled.OverQuota;
        }

        var filled = sql.Execute(
            Fill,
            ("content_type", media.ContentType), ("file_name", media.FileName), ("file", same?.File ?? media.File!.Name),
            ("size", media.File!.Size), ("sha256", media.File.Sha256), ("created_at", media.CreatedAt),
            ("quarantined_by", same?.QuarantinedBy), ("media_id", media.Id.ToString()),
            ("uploader", MediaRows.Owner(media.Uploader)), ("now", now)) == 1;
        return !filled ? Filled.NotReserved : same is null ? Filled.Kept : Filled.Shared;
    });

    public ValueTask<bool> IsRecordedAsync(string fileName, CancellationToken cancel) =>
        database.ReadAsync(sql => sql.Number(IsRecorded, ("file", fileName)) is not null, cancel);

    public Task TouchAsync(MediaRecord media, long now) => database.WriteAsync(
        database.ShardOf(MediaRows.Owner(media.Uploader)),
        transaction => transaction.Sql.Execute(Touch, ("now", now), ("media_id", media.Id.ToString())));

    private static long UsedBy(Session sql, string uploader, MediaId? except) =>
        sql.Number(Used, ("uploader", uploader), ("except", except?.ToString() ?? "")) ?? 0;

    private static SameBytes? SameOf(Session sql, MediaRecord media) => sql.First(
        Same,
        row => new SameBytes(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1)),
        ("uploader", MediaRows.Owner(media.Uploader)), ("sha256", media.File!.Sha256));

    private Task<T> WriteAlone<T>(MediaRecord media, Func<Session, T> work) => WriteAlone(MediaRows.Owner(media.Uploader), work);

    // What a quota leaves is counted while nobody else, on whichever silo, writes for this person.
    private Task<T> WriteAlone<T>(string uploader, Func<Session, T> work) =>
        database.WriteAsync(database.ShardOf(uploader), transaction =>
        {
            transaction.LockShard();
            return work(transaction.Sql);
        });

    private sealed record SameBytes(string File, string? QuarantinedBy);
}
