using System.Globalization;

namespace Vestnik.ClientApi.Pages.Text;

/// <summary>The account and what belongs to it.</summary>
public sealed record AccountWords
{
    public required string Title { get; init; }

    public required string Devices { get; init; }

    public required string DevicesLead { get; init; }

    public required string NoDevices { get; init; }

    public required string Device { get; init; }

    public required string NoSuchDevice { get; init; }

    public required string SignOutDevice { get; init; }

    public required string SignOutMeans { get; init; }

    /// <summary>With the day.</summary>
    public required Func<string, string> LastSeen { get; init; }

    public required string NeverSeen { get; init; }

    public required string Link { get; init; }

    public required string LinkLead { get; init; }

    public required string LinkEnter { get; init; }

    public required string Leave { get; init; }

    public required string Back { get; init; }

    /// <summary>What has just been done, by the word in the address.</summary>
    public required IReadOnlyDictionary<string, string> Deeds { get; init; }

    public string? Done(string? deed) => deed is null ? null : Deeds.GetValueOrDefault(deed);

    /// <summary>With the day.</summary>
    public required Func<string, string> Added { get; init; }

    /// <summary>Since when something is there, and when it was last used.</summary>
    public string Used(long added, long? used) => used is null ? Added(Day(added)) : $"{Added(Day(added))}, {LastSeen(Day(used.Value))}";

    /// <summary>A device's id, and when it was last here.</summary>
    public string Seen(string deviceId, long? at) =>
        $"{deviceId} · {(at is null ? NeverSeen : LastSeen(Day(at.Value)))}";

    private static string Day(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
