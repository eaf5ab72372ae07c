using System.Text.Json;
using Vestnik.Homeserver.AccountData;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms;

/// <summary>Who wants no invitations at all.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#invite-permission</remarks>
public sealed class InviteBlocking(IAccountData accountData)
{
    private const string Type = "m.invite_permission_config";

    /// <summary><c>M_INVITE_BLOCKED</c> for somebody who wants no invitations; else null.</summary>
    public async ValueTask<MatrixError?> ObjectionAsync(UserId guest, CancellationToken cancel) =>
        await IsBlockedAsync(guest, cancel) ? MatrixError.Of("M_INVITE_BLOCKED", 403, "This person does not want to be invited.") : null;

    /// <summary>Invitations to this person are refused, and those that are there are not shown.</summary>
    public async ValueTask<bool> IsBlockedAsync(UserId guest, CancellationToken cancel) =>
        await accountData.FindAsync(guest, null, Type, cancel) is { } content && Blocks(content);

    private static bool Blocks(byte[] content)
    {
        using var parsed = JsonDocument.Parse(content);
        return parsed.RootElement.TryGetProperty("default_action", out var action)
            && action.ValueKind == JsonValueKind.String && action.ValueEquals("block"u8);
    }
}
