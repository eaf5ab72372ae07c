using Vestnik.Homeserver.Timers;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Profiles;

/// <summary>What people say about themselves. Everybody may read it.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#profiles</remarks>
public interface IProfileStore
{
    /// <summary>Null when this server has no such living account.</summary>
    ValueTask<Profile?> FindAsync(UserId user, CancellationToken cancel);

    /// <summary>Sets a field, or removes it where <paramref name="value"/> is null.</summary>
    /// <param name="user">Whose profile it is.</param>
    /// <param name="field">Such as <c>displayname</c>.</param>
    /// <param name="value">Any JSON value.</param>
    /// <param name="errand">What has to be done about a change; null for nothing.</param>
    /// <returns>True when this changed something; <c>M_PROFILE_TOO_LARGE</c> beyond 64 KiB.</returns>
    Task<Outcome<bool>> SetAsync(UserId user, string field, byte[]? value, Errand? errand);
}

public sealed record Profile
{
    public const string DisplayNameField = "displayname";
    public const string AvatarField = "avatar_url";

    /// <summary>Field names and their JSON values.</summary>
    public required IReadOnlyDictionary<string, byte[]> Fields { get; init; }

    public string? DisplayName => Text(DisplayNameField);

    /// <summary>An <c>mxc://</c> address.</summary>
    public string? AvatarUrl => Text(AvatarField);

    private string? Text(string field)
    {
        if (!Fields.TryGetValue(field, out var json))
        {
            return null;
        }

        var reader = new System.Text.Json.Utf8JsonReader(json);
        return reader.Read() && reader.TokenType == System.Text.Json.JsonTokenType.String ? reader.GetString() : null;
    }
}
