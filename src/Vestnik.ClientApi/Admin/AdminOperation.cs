using Microsoft.AspNetCore.Builder;

namespace Vestnik.ClientApi.Admin;

/// <summary>What the OpenAPI document says of an operation of the administrators' API; it stands beside the route.</summary>
/// <param name="Summary">One sentence.</param>
internal sealed record AdminOperation(string Summary)
{
    /// <summary>Besides what stands in the path.</summary>
    public IReadOnlyList<AdminField> Query { get; init; } = [];

    public IReadOnlyList<AdminField> Body { get; init; } = [];

    /// <summary>Members of the answer.</summary>
    public IReadOnlyList<AdminField> Answer { get; init; } = [];

    /// <summary>Of which the answer holds a page, under this name.</summary>
    public string? PageOf { get; init; }

    /// <summary>Of which the answer holds a list, under this name.</summary>
    public string? ListOf { get; init; }

    /// <summary>The query of a page.</summary>
    public static IReadOnlyList<AdminField> Page { get; } =
    [
        new("from", "integer", "So many entries come before the page.") { IsOptional = true },
        new("limit", "integer", $"The page has at most so many, and never more than {AdminPage.Most}.") { IsOptional = true },
    ];
}

/// <param name="Name">As JSON or the query spell it.</param>
/// <param name="Type"><c>string</c>, <c>integer</c>, <c>boolean</c>, or <c>strings</c> for a list.</param>
/// <param name="Words">What it is.</param>
internal sealed record AdminField(string Name, string Type, string Words)
{
    public bool IsOptional { get; init; }

    /// <summary>It may be left out, or be null.</summary>
    public static AdminField Optional(string name, string type, string words) => new(name, type, words) { IsOptional = true };
}

internal static class AdminOperations
{
    /// <summary>Says what the operation does, for the OpenAPI document.</summary>
    public static TBuilder Describe<TBuilder>(this TBuilder endpoint, AdminOperation operation)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(operation);
}
