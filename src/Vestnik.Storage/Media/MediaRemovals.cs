using Vestnik.Homeserver.Media;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Media;

/// <summary>How records of content go away in SQL.</summary>
internal sealed class MediaRemovals(Database database) : IMediaRemovals
{
    private const string OfUploader = "SELECT media_id FROM media WHERE uploader = @uploader ORDER BY created_at LIMIT @limit";

    private const string Outlived = """
        SELECT media_id, uploader FROM media
        WHERE (expires_at < @now AND file IS NOT NULL) OR (used_at < @unused_since AND is_protected = 0)
        LIMIT @limit
        """;

    private const string Date = "UPDATE media SET used_at = @now WHERE used_at IS NULL AND file IS NOT NULL";

    private const string Undate = "UPDATE media SET used_at = NULL WHERE used_at IS NOT NULL";

    private const string FileOf = "SELECT COALESCE(file, '') FROM media WHERE media_id = @media_id AND uploader = @uploader";

    private const string Remove = "DELETE FROM media WHERE media_id = @media_id";

    private const string IsNamed = "SELECT 1 FROM media WHERE file = @file LIMIT 1";

    private const string Unwant = "INSERT INTO unwanted_files (file) VALUES (@file) ON CONFLICT DO NOTHING";

    private const string Unwanted = "SELECT file FROM unwanted_files LIMIT @limit";

    private const string ForgetUnwanted = "DELETE FROM unwanted_files WHERE file = @file";

    private const string ForgetUnused = "DELETE FROM media WHERE expires_at < @now AND file IS NULL";

    public async ValueTask<IReadOnlyList<MediaId>> OfAsync(UserId uploader, int limit, CancellationToken cancel) =>
        await database.ReadAsync(
            sql => sql.All(OfUploader, row => MediaId.Parse(row.GetString(0)), ("uploader", uploader.ToString()), ("limit", (long)limit)), cancel);

    public async ValueTask<IReadOnlyList<OwnedMedia>> OutlivedAsync(long now, long? unusedSince, int limit, CancellationToken cancel) =>
        await database.ReadAsync(
            sql => sql.All(
                Outlived,
                row => new OwnedMedia(MediaId.Parse(row.GetString(0)), MediaRows.Uploader(row.GetString(1))),
                ("now", now), ("unused_since", unusedSince ?? long.MinValue), ("limit", (long)limit)),
            cancel);

    public Task DateAsync(long? now) => database.WriteAsync(0, transaction =>
        now is null ? transaction.Sql.Execute(Undate) : transaction.Sql.Execute(Date, ("now", now)));

    public Task<IReadOnlyList<MediaId>> RemoveAsync(UserId? uploader, IReadOnlyList<MediaId> media)
    {
        var owner = MediaRows.Owner(uploader);

        // Under the lock under which uploads look for the same bytes: none of them takes a file that is about to go.
        return database.WriteAsync<IReadOnlyList<MediaId>>(database.ShardOf(owner), transaction =>
        {
            transaction.LockShard();
            return [.. media.Where(id => RemoveOne(transaction.Sql, id, owner))];
        });
    }

    public async ValueTask<IReadOnlyList<string>> UnwantedAsync(int limit, CancellationToken cancel) =>
        await database.ReadAsync(sql => sql.All(Unwanted, row => row.GetString(0), ("limit", (long)limit)), cancel);

    public Task ForgetUnwantedAsync(string file) =>
        database.WriteAsync(0, transaction => transaction.Sql.Execute(ForgetUnwanted, ("file", file)));

    public Task ForgetUnusedAsync(long now) =>
        database.WriteAsync(0, transaction => transaction.Sql.Execute(ForgetUnused, ("now", now)));

    private static bool RemoveOne(Session sql, MediaId id, string owner)
    {
        if (sql.First(FileOf, row => row.GetString(0), ("media_id", id.ToString()), ("uploader", owner)) is not { } file)
        {
            return false;
        }

        sql.Execute(Remove, ("media_id", id.ToString()));
        if (file.Length > 0 && sql.Number(IsNamed, ("file", file)) is null)
        {
            foreach (var unwanted in (IEnumerable<string>)[file, .. ThumbnailStore.RemoveOf(sql, file)])
            {
                sql.Execute(Unwant, ("file", unwanted));
            }
        }

        return true;
    }
}
