namespace Vestnik.ClientApi.Search;

/// <summary>What the answer to a search shows beside the events that were found.</summary>
public sealed record SearchForm
{
    public required bool ByRoom { get; init; }

    public required bool BySender { get; init; }

    public required bool WithState { get; init; }

    public required bool HasContext { get; init; }

    /// <summary>So many events before each.</summary>
    public required int Before { get; init; }

    /// <summary>So many events after each.</summary>
    public required int After { get; init; }

    public required bool WithProfiles { get; init; }
}
