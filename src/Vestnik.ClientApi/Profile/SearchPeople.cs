using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Profiles;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Profile;

/// <summary><c>POST /_matrix/client/v3/user_directory/search</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3user_directorysearch</remarks>
public sealed class SearchPeople : IEndpoint
{
    private const int UsualLimit = 10;
    private const int HighestLimit = 50;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/user_directory/search", HandleAsync);

    internal sealed record Request(string? SearchTerm, int? Limit);

    internal sealed record Response(IReadOnlyList<FoundUser> Results, bool Limited);

    internal sealed record FoundUser(string UserId, string? DisplayName, string? AvatarUrl);

    private static async Task<IResult> HandleAsync(
        Body<Request> body, Requester requester, UserDirectory directory, CancellationToken cancel)
    {
        if (body.Value.SearchTerm is not { } typed)
        {
            return MatrixError.MissingParam("Say what to search for: the search_term is missing.").ToResponse();
        }

        if (typed.Length > 1000 || body.Value.Limit < 0)
        {
            return MatrixError.InvalidParam("The search_term may have at most 1000 characters, and the limit is not negative.").ToResponse();
        }

        var limit = Math.Min(body.Value.Limit ?? UsualLimit, HighestLimit);
        var found = await directory.SearchAsync(requester.UserId, typed, limit, cancel);
        return TypedResults.Ok(new Response(
            [.. found.People.Select(person => new FoundUser(person.UserId.ToString(), person.DisplayName, person.AvatarUrl))],
            found.IsLimited));
    }
}
