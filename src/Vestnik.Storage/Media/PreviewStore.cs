using Vestnik.Homeserver.Media.Previews;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Media;

/// <summary>Previews of pages in SQL.</summary>
internal sealed class PreviewStore(Database database) : IPreviewStore
{
    private const string Find = "SELECT preview FROM url_previews WHERE address = @address AND hour = @hour";

    private const string Keep = """
        INSERT INTO url_previews (address, hour, preview) VALUES (@address, @hour, @preview)
        ON CONFLICT (address, hour) DO UPDATE SET preview = excluded.preview
        """;

    private const string Forget = "DELETE FROM url_previews WHERE hour < @hour";

    public ValueTask<byte[]?> FindAsync(byte[] address, long hour, CancellationToken cancel) =>
        database.ReadAsync(sql => sql.First(Find, row => row.GetFieldValue<byte[]>(0), ("address", address), ("hour", hour)), cancel);

    public Task KeepAsync(byte[] address, long hour, byte[] preview) => database.WriteAsync(
        database.ShardOf(Convert.ToHexString(address)),
        transaction => transaction.Sql.Execute(Keep, ("address", address), ("hour", hour), ("preview", preview)));

    public Task ForgetBeforeAsync(long hour) =>
        database.WriteAsync(0, transaction => transaction.Sql.Execute(Forget, ("hour", hour)));
}
