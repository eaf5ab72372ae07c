using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Vestnik.Host.Web;

/// <summary>One file of the web client as it is sent.</summary>
/// <param name="Path">The file on disk.</param>
/// <param name="BrotliPath">The same file compressed, when the build made one that is smaller.</param>
/// <param name="EntityTag">In quotes, as the header wants it.</param>
/// <param name="NamedByHash">Its name changes with its content, so a browser may keep it for ever.</param>
internal sealed record WebClientFile(string Path, string? BrotliPath, string EntityTag, bool NamedByHash);

/// <summary>
/// The files of the built web client, listed once at start: a request can name only what is in the list, so no path leads
/// out of the folder. The folder is <c>web</c> beside the program, or <c>Vestnik:WebClient:Directory</c>.
/// </summary>
internal sealed class WebClientFiles
{
    private readonly FrozenDictionary<string, WebClientFile> files;

    private WebClientFiles(FrozenDictionary<string, WebClientFile> files) => this.files = files;

    public WebClientFile? Index => files.GetValueOrDefault("/index.html");

    public static WebClientFiles Find(IConfiguration configuration)
    {
        var folder = Path.GetFullPath(configuration["Vestnik:WebClient:Directory"] ?? Path.Combine(AppContext.BaseDirectory, "web"));
        var found = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [];
        return new WebClientFiles(found
            .Where(file => !file.EndsWith(".br", StringComparison.Ordinal))
            .ToFrozenDictionary(file => "/" + Path.GetRelativePath(folder, file).Replace('\\', '/'), Describe, StringComparer.Ordinal));
    }

    /// <summary>The file at a path, or null.</summary>
    public WebClientFile? At(string path) => files.GetValueOrDefault(path);

    private static WebClientFile Describe(string file)
    {
        using var stream = File.OpenRead(file);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(stream).AsSpan(0, 16))}\"";
        var compressed = file + ".br";
        var folder = Path.GetFileName(Path.GetDirectoryName(file));
        return new WebClientFile(file, File.Exists(compressed) ? compressed : null, tag, folder is "assets");
    }
}
