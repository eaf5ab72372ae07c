using System.Text;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Media;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;
using Vestnik.Storage.Media;

namespace Vestnik.Storage.Administration;

/// <summary>Looks over uploads in SQL.</summary>
internal sealed class MediaOversight(Database database, HomeserverOptions options) : IMediaOversight
{
    private const string Page = $"SELECT {MediaRows.Columns} FROM media WHERE uploader = @uploader ORDER BY created_at DESC, media_id LIMIT @limit OFFSET @skip";

    private const string Count = "SELECT COUNT(*) FROM media WHERE uploader = @uploader";

    private const string Owner = "SELECT uploader FROM media WHERE media_id = @media_id";

    private const string Quarantine = """
        UPDATE media SET quarantined_by = @by
        WHERE is_protected = 0 AND (media_id = @media_id
          OR file = (SELECT file FROM media WHERE media_id = @media_id))
        """;

    private const string QuarantineAll = "UPDATE media SET quarantined_by = @by WHERE is_protected = 0 AND uploader = @uploader AND quarantined_by IS NULL";

    private const string Protect = "UPDATE media SET is_protected = @is_protected WHERE media_id = @media_id";

    private const string Old = "SELECT media_id, uploader FROM media WHERE created_at < @before AND file IS NOT NULL AND size > @larger_than";

    private const string Faces = "SELECT value FROM profile_fields WHERE field = 'avatar_url'";

    // Whatever event has ever shown the picture of a room or of a member: what is shown now is among them.
    private const string Pictures = """
        SELECT e.body FROM events e WHERE e.redacted_by IS NULL AND EXISTS (
          SELECT 1 FROM room_state s JOIN strings t ON t.nid = s.type WHERE s.room = e.room AND s.seq = e.seq AND t.text = 'm.room.avatar')
        """;

    public ValueTask<PageOf<MediaRecord>> OfAsync(UserId uploader, int skip, int limit, CancellationToken cancel) => database.ReadAsync(
        sql => new PageOf<MediaRecord>(
            sql.All(Page, MediaRows.Read, ("uploader", uploader.ToString()), ("limit", (long)limit), ("skip", (long)skip)),
            sql.Number(Count, ("uploader", uploader.ToString())) ?? 0),
        cancel);

    public async Task<int> QuarantineAsync(MediaId id, UserId? by)
    {
        var owner = await database.ReadAsync(sql => sql.First(Owner, row => row.GetString(0), ("media_id", id.ToString())), CancellationToken.None);
        return owner is null ? 0 : await database.WriteAsync(database.ShardOf(owner), transaction =>
            transaction.Sql.Execute(Quarantine, ("by", by?.ToString()), ("media_id", id.ToString())));
    }

    public Task<int> QuarantineAllAsync(UserId uploader, UserId by) =>
        database.WriteAsync(database.ShardOf(uploader.ToString()), transaction => transaction.Sql.Execute(
            QuarantineAll, ("by", by.ToString()), ("uploader", uploader.ToString())));

    public Task<bool> ProtectAsync(MediaId id, bool isProtected) =>
        database.WriteAsync(database.ShardOf(id.ToString()), transaction => transaction.Sql.Execute(
            Protect, ("is_protected", isProtected ? 1L : 0L), ("media_id", id.ToString())) == 1);

    public ValueTask<IReadOnlyList<OwnedMedia>> OldAsync(long before, long largerThan, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<OwnedMedia>>(
            sql =>
            {
                var old = sql.All(
                    Old,
                    row => new OwnedMedia(MediaId.Parse(row.GetString(0)), MediaRows.Uploader(row.GetString(1))),
                    ("before", before), ("larger_than", largerThan));
                var shown = sql.All(Faces, row => row.GetFieldValue<byte[]>(0)).Concat(sql.All(Pictures, row => row.GetFieldValue<byte[]>(0)))
                    .SelectMany(AddressesIn).ToHashSet(StringComparer.Ordinal);
                return old.FindAll(media => !shown.Contains(media.Id.ToString()));
            },
            cancel);

    // An address ends where its JSON text does.
    private IEnumerable<string> AddressesIn(byte[] json)
    {
        var text = Encoding.UTF8.GetString(json);
        var beginning = $"mxc://{options.ServerName}/";
        for (var at = text.IndexOf(beginning, StringComparison.Ordinal); at >= 0; at = text.IndexOf(beginning, at + 1, StringComparison.Ordinal))
        {
            var start = at + beginning.Length;
            var end = text.IndexOf('"', start);
            yield return end < 0 ? text[start..] : text[start..end];
        }
    }
}
