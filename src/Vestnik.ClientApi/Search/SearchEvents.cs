using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Rooms;
using Vestnik.Homeserver.Search;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Filters;

namespace Vestnik.ClientApi.Search;

/// <summary><c>POST /_matrix/client/v3/search</c>: by words, in what is not encrypted.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3search</remarks>
public sealed class SearchEvents : IEndpoint
{
    private const int DefaultLimit = 10;
    private const int MaximumLimit = 50;
    private const int DefaultContext = 5;
    private const int MaximumContext = 20;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/_matrix/client/v3/search", HandleAsync);

    internal sealed record Request(Categories? SearchCategories);

    internal sealed record Categories(Criteria? RoomEvents);

    internal sealed record Criteria(
        string? SearchTerm, IReadOnlyList<string>? Keys, JsonElement? Filter, string? OrderBy, Context? EventContext, bool? IncludeState, Groupings? Groupings);

    internal sealed record Context(long? BeforeLimit, long? AfterLimit, bool? IncludeProfile);

    internal sealed record Groupings(IReadOnlyList<Group?>? GroupBy);

    internal sealed record Group(string? Key);

    private static async Task<IResult> HandleAsync(
        Requester requester, Body<Request> body, [FromQuery(Name = "next_batch")] string? nextBatch,
        Searching searching, SearchAnswers answers, CancellationToken cancel)
    {
        if (body.Value.SearchCategories is not { } categories)
        {
            return MatrixError.MissingParam("Say in search_categories what to search.").ToResponse();
        }

        if (categories.RoomEvents is not { } criteria)
        {
            return new RawAnswer("{\"search_categories\":{}}"u8.ToArray());
        }

        return Wish(requester, criteria, nextBatch).Accepted(out var wish, out var refusal)
            && Form(criteria).Accepted(out var form, out refusal)
            && (await searching.SearchAsync(wish, cancel)).Accepted(out var results, out refusal)
            ? new RawAnswer(await answers.WriteAsync(requester, results, form, cancel))
            : refusal.ToResponse();
    }

    private static Outcome<SearchWish> Wish(Requester requester, Criteria criteria, string? nextBatch)
    {
        if (criteria.SearchTerm is not { } term)
        {
            return MatrixError.MissingParam("Say in search_term what to search for.");
        }

        var since = SearchToken.Start;
        if (nextBatch is not null && !SearchToken.TryParse(nextBatch, out since))
        {
            return MatrixError.InvalidParam("The next_batch token is none of this server.");
        }

        if (criteria.OrderBy is not (null or "rank" or "recent"))
        {
            return MatrixError.InvalidParam("Results are ordered by rank or by recent.");
        }

        if (!ReadFilter(criteria.Filter).Accepted(out var filter, out var malformed)
            || !Fields(criteria.Keys).Accepted(out var fields, out malformed))
        {
            return malformed;
        }

        return new SearchWish
        {
            Reader = requester.UserId,
            Term = term,
            Fields = fields,
            Filter = filter,
            ByTime = criteria.OrderBy == "recent",
            Since = since,
            Limit = Math.Clamp(filter.Limit ?? DefaultLimit, 1, MaximumLimit),
        };
    }

    private static Outcome<EventFilter> ReadFilter(JsonElement? filter) => filter is { ValueKind: not JsonValueKind.Null } given
        ? EventFilter.Parse(JsonSerializer.SerializeToUtf8Bytes(given, RoomsJson.Default.JsonElement))
        : EventFilter.All;

    private static Outcome<SearchFields> Fields(IReadOnlyList<string>? keys)
    {
        var fields = SearchFields.None;
        foreach (var key in keys ?? [])
        {
            switch (key)
            {
                case "content.body":
                    fields |= SearchFields.Body;
                    break;
                case "content.name":
                    fields |= SearchFields.Name;
                    break;
                case "content.topic":
                    fields |= SearchFields.Topic;
                    break;
                default:
                    return MatrixError.InvalidParam("The keys that can be searched are content.body, content.name and content.topic.");
            }
        }

        return fields == SearchFields.None ? SearchFields.All : fields;
    }

    private static Outcome<SearchForm> Form(Criteria criteria)
    {
        var groups = criteria.Groupings?.GroupBy?.Select(group => group?.Key).ToList() ?? [];
        return groups.TrueForAll(key => key is "room_id" or "sender")
            ? new SearchForm
            {
                ByRoom = groups.Contains("room_id"),
                BySender = groups.Contains("sender"),
                WithState = criteria.IncludeState ?? false,
                HasContext = criteria.EventContext is not null,
                Before = Amount(criteria.EventContext?.BeforeLimit),
                After = Amount(criteria.EventContext?.AfterLimit),
                WithProfiles = criteria.EventContext?.IncludeProfile ?? false,
            }
            : MatrixError.InvalidParam("Results are grouped by room_id or by sender.");
    }

    private static int Amount(long? wanted) => (int)Math.Clamp(wanted ?? DefaultContext, 0, MaximumContext);
}
