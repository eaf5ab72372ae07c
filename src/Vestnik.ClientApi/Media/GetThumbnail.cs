using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Media;
using Vestnik.Homeserver.Media.Thumbnails;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Media;

/// <summary><c>GET /_matrix/client/v1/media/thumbnail/{serverName}/{mediaId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1mediathumbnailservernamemediaid</remarks>
public sealed class GetThumbnail : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/_matrix/client/v1/media/thumbnail/{serverName}/{mediaId}", [HttpMethods.Get, HttpMethods.Head], HandleAsync);

    internal sealed record Wish(int? Width, int? Height, string? Method, bool? Animated, [property: FromQuery(Name = "timeout_ms")] long? Timeout);

    private static async Task<IResult> HandleAsync(
        HttpContext context, string serverName, string mediaId, [AsParameters] Wish wish,
        Requester requester, ContentRepository repository, ThumbnailMaker thumbnails, CancellationToken cancel)
    {
        _ = requester;
        if (!SizeOf(wish).Accepted(out var size, out var odd))
        {
            return odd.ToResponse();
        }

        if (!ServerName.TryParse(serverName, out var server) || !MediaId.TryParse(mediaId, out var id))
        {
            return MatrixError.NotFound("There is no such media.").ToResponse();
        }

        if (!(await repository.FindAsync(server, id, ContentAnswer.PatienceOf(wish.Timeout), cancel)).Accepted(out var media, out var missing))
        {
            return missing.ToResponse();
        }

        if (!(await thumbnails.FindAsync(media, size, wish.Animated ?? false, cancel)).Accepted(out var thumbnail, out var refusal))
        {
            return refusal.ToResponse();
        }

        return await repository.OpenAsync(thumbnail.File, cancel) is { } content
            ? ContentAnswer.Of(context, thumbnail.ContentType, NameOf(thumbnail), thumbnail.File, content)
            : MatrixError.NotFound("The media has been lost from this server.").ToResponse();
    }

    private static Outcome<ThumbnailSize> SizeOf(Wish wish) => wish switch
    {
        { Width: null } or { Height: null } => MatrixError.MissingParam("A thumbnail needs a width and a height."),
        { Width: < 1 } or { Height: < 1 } => MatrixError.InvalidParam("A thumbnail is at least one pixel wide and high."),
        { Method: not (null or "scale" or "crop") } => MatrixError.InvalidParam("A thumbnail is made by the method scale or crop."),
        _ => ThumbnailSize.For(wish.Width!.Value, wish.Height!.Value, wish.Method == "crop"),
    };

    private static string NameOf(Thumbnail thumbnail) => $"thumbnail.{thumbnail.ContentType.Split('/')[1].Replace("jpeg", "jpg", StringComparison.Ordinal)}";
}
