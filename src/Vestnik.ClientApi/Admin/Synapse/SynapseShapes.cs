using System.Text.Json.Nodes;
using Vestnik.Homeserver.Accounts;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary>Accounts and registration tokens as <c>synadm</c> reads them.</summary>
internal static class SynapseShapes
{
    public static JsonObject Of(Account account, Homeserver.Profiles.Profile? profile) => new()
    {
        ["name"] = account.UserId.ToString(),
        ["displayname"] = profile?.DisplayName,
        ["avatar_url"] = profile?.AvatarUrl,
        ["threepids"] = new JsonArray(),
        ["external_ids"] = new JsonArray(),
        ["admin"] = account.IsAdministrator,
        ["is_guest"] = account.IsGuest,
        ["deactivated"] = account.DeactivatedAt is not null,
        ["locked"] = account.IsLocked,
        ["suspended"] = account.IsSuspended,
        ["shadow_banned"] = false,
        ["creation_ts"] = account.CreatedAt,
        ["user_type"] = null,
    };

    public static JsonObject Of(RegistrationToken token) => new()
    {
        ["token"] = token.Token,
        ["uses_allowed"] = token.UsesAllowed,
        ["pending"] = 0,
        ["completed"] = token.Uses,
        ["expiry_time"] = token.ExpiresAt,
    };
}
