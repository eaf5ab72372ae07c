using Microsoft.AspNetCore.WebUtilities;

namespace Vestnik.ClientApi.Pages;

/// <summary>What a client can send a person to the account pages for.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#account-management-url-actions</remarks>
internal static class AccountActions
{
    public static readonly string[] All =
    [
        "org.matrix.devices_list",
        "org.matrix.device_view",
        "org.matrix.device_delete",
        "org.matrix.account_deactivate",
        ResetKeys,
    ];

    public const string ResetKeys = "org.matrix.cross_signing_reset";

    /// <summary>The page for an action; null for one that is not known, and then the account page shows everything.</summary>
    /// <param name="action">As the client says it; the names of the proposal are still in use.</param>
    /// <param name="device">The device id, where the client gave one.</param>
    public static string? PageFor(string? action, string? device) => action switch
    {
        "org.matrix.device_view" or "org.matrix.device_delete" or "org.matrix.session_view" or "org.matrix.session_end" when device is { Length: > 0 } =>
            QueryHelpers.AddQueryString(Places.Device, "device_id", device),
        "org.matrix.account_deactivate" => Places.Deactivate,
        ResetKeys => Places.Keys,
        _ => null,
    };
}
