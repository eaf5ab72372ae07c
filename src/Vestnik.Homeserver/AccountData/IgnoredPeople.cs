using System.Text.Json;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.AccountData;

/// <summary>Whom people do not want to hear of.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#ignoring-users</remarks>
public sealed class IgnoredPeople(IAccountData accountData)
{
    public const string Type = "m.ignored_user_list";

    public async ValueTask<IReadOnlySet<UserId>> OfAsync(UserId user, CancellationToken cancel) =>
        await accountData.FindAsync(user, null, Type, cancel) is { } content ? Read(content) : new HashSet<UserId>();

    /// <summary>The people that a list names; none where it is not in the specified form.</summary>
    public static HashSet<UserId> Read(byte[] content)
    {
        using var parsed = JsonDocument.Parse(content);
        return parsed.RootElement.TryGetProperty("ignored_users", out var ignored) && ignored.ValueKind == JsonValueKind.Object
            ? [.. ignored.EnumerateObject().Select(member => UserId.TryParse(member.Name, out var id) ? id : (UserId?)null).OfType<UserId>()]
            : [];
    }
}
