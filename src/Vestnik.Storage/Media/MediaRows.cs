using System.Data.Common;
using Vestnik.Homeserver.Media;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Storage.Media;

/// <summary>How a row of the table <c>media</c> is read.</summary>
internal static class MediaRows
{
    public const string Columns =
        "media_id, uploader, content_type, file_name, file, size, sha256, created_at, expires_at, used_at, quarantined_by, is_protected";

    /// <summary>The uploader as the column has it: empty for the server itself.</summary>
    public static string Owner(UserId? uploader) => uploader?.ToString() ?? "";

    public static UserId? Uploader(string owner) => owner.Length == 0 ? null : UserId.Parse(owner);

    public static MediaRecord Read(DbDataReader row) => new()
    {
        Id = MediaId.Parse(row.GetString(0)),
        Uploader = Uploader(row.GetString(1)),
        ContentType = row.GetString(2),
        FileName = row.IsDBNull(3) ? null : row.GetString(3),
        File = row.IsDBNull(4) ? null : new StoredFile(row.GetString(4), row.GetInt64(5), row.GetFieldValue<byte[]>(6)),
        CreatedAt = row.GetInt64(7),
        ExpiresAt = row.IsDBNull(8) ? null : row.GetInt64(8),
        UsedAt = row.IsDBNull(9) ? null : row.GetInt64(9),
        QuarantinedBy = row.IsDBNull(10) ? null : UserId.Parse(row.GetString(10)),
        IsProtected = row.GetInt64(11) == 1,
    };
}
