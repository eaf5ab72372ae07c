using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.Pages;

/// <summary><c>GET /account/assets/{name}</c>: the style, the script and the letters of the account pages, out of this assembly.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#oauth-20-account-management</remarks>
public sealed class GetAsset : IEndpoint
{
    private const string Folder = "Vestnik.ClientApi.Pages.Assets.";

    private static readonly FrozenDictionary<string, Asset> Assets = typeof(GetAsset).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Folder.Length..], Read, StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/account/assets/{name}", Handle);

    private static IResult Handle(string name, HttpContext context)
    {
        if (!Assets.TryGetValue(name, out var asset))
        {
            return TypedResults.NotFound();
        }

        var headers = context.Response.Headers;
        headers.ETag = asset.EntityTag;
        headers.CacheControl = "no-cache";
        headers.XContentTypeOptions = "nosniff";
        return context.Request.Headers.IfNoneMatch.Contains(asset.EntityTag, StringComparer.Ordinal)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(asset.Bytes, asset.ContentType);
    }

    private static Asset Read(string name)
    {
        using var stream = typeof(GetAsset).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new Asset(bytes, TypeOf(name), $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"");
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".woff2" => "font/woff2",
        _ => "application/octet-stream",
    };

    private sealed record Asset(byte[] Bytes, string ContentType, string EntityTag);
}
