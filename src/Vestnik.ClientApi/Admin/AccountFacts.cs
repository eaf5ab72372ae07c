using System.Text.Json.Nodes;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Devices;
using Vestnik.Homeserver.Media;
using Vestnik.Homeserver.Rooms.Reporting;

namespace Vestnik.ClientApi.Admin;

/// <summary>What administrators see of accounts, devices, uploads, reports and registration tokens.</summary>
internal static class AccountFacts
{
    public static JsonObject Of(Account account, Homeserver.Profiles.Profile? profile) => new()
    {
        ["user_id"] = account.UserId.ToString(),
        ["display_name"] = profile?.DisplayName,
        ["avatar_url"] = profile?.AvatarUrl,
        ["created_at"] = account.CreatedAt,
        ["deactivated_at"] = account.DeactivatedAt,
        ["is_guest"] = account.IsGuest,
        ["is_administrator"] = account.IsAdministrator,
        ["is_locked"] = account.IsLocked,
        ["is_suspended"] = account.IsSuspended,
    };

    public static JsonObject Of(Device device) => new()
    {
        ["device_id"] = device.DeviceId.ToString(),
        ["display_name"] = device.DisplayName,
        ["last_seen_at"] = device.LastSeenAt,
        ["last_seen_address"] = device.LastSeenAddress,
    };

    public static JsonObject Of(MediaRecord media) => new()
    {
        ["media_id"] = media.Id.ToString(),
        ["content_type"] = media.ContentType,
        ["file_name"] = media.FileName,
        ["size"] = media.File?.Size,
        ["created_at"] = media.CreatedAt,
        ["quarantined_by"] = media.QuarantinedBy?.ToString(),
        ["is_protected"] = media.IsProtected,
    };

    public static JsonObject Of(FiledReport filed) => new()
    {
        ["number"] = filed.Number,
        ["filed_at"] = filed.At,
        ["reporter"] = filed.What.Reporter.ToString(),
        ["room_id"] = filed.What.Room?.ToString(),
        ["event_id"] = filed.What.Event?.ToString(),
        ["user_id"] = filed.What.Person?.ToString(),
        ["reason"] = filed.What.Reason,
        ["resolved_at"] = filed.ResolvedAt,
        ["resolved_by"] = filed.ResolvedBy,
    };

    public static JsonObject Of(RegistrationToken token, long now) => new()
    {
        ["token"] = token.Token,
        ["uses"] = token.Uses,
        ["uses_allowed"] = token.UsesAllowed,
        ["created_at"] = token.CreatedAt,
        ["expires_at"] = token.ExpiresAt,
        ["is_valid"] = token.IsValid(now),
    };
}
