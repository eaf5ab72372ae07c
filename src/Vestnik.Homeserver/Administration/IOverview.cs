using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Administration;

/// <summary>Looks over all accounts and rooms of this server.</summary>
public interface IOverview
{
    ValueTask<PageOf<Account>> AccountsAsync(AccountQuestion question, int skip, int limit, CancellationToken cancel);

    /// <summary>Rooms in the order of their founding.</summary>
    /// <param name="term">Stands in the id, the name or an alias, in whatever case; null for every room.</param>
    /// <param name="skip">So many come before the page.</param>
    /// <param name="limit">The page has at most so many.</param>
    /// <param name="cancel">Stops looking.</param>
    ValueTask<PageOf<RoomId>> RoomsAsync(string? term, int skip, int limit, CancellationToken cancel);

    /// <param name="now">Milliseconds since 1970.</param>
    /// <param name="cancel">Stops counting.</param>
    ValueTask<Figures> CountAsync(long now, CancellationToken cancel);
}

/// <param name="Items">What stands on the page.</param>
/// <param name="Total">How many there are on all pages.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Items, long Total);

public sealed record AccountQuestion
{
    /// <summary>Stands in the user id, or begins a word of the person's name; null for everybody.</summary>
    public string? Term { get; init; }

    public bool WithGuests { get; init; } = true;

    public bool WithDeactivated { get; init; }
}

/// <summary>How much there is of everything.</summary>
public sealed record Figures
{
    /// <summary>Living accounts that are no guests.</summary>
    public required long Accounts { get; init; }

    public required long Guests { get; init; }

    public required long Deactivated { get; init; }

    public required long Administrators { get; init; }

    public required long Devices { get; init; }

    /// <summary>People with a device that was used within a day, a week and thirty days.</summary>
    public required (long Day, long Week, long Month) ActivePeople { get; init; }

    public required long Rooms { get; init; }

    public required long Events { get; init; }

    public required long Media { get; init; }

    public required long MediaBytes { get; init; }

    public required long OpenReports { get; init; }
}
