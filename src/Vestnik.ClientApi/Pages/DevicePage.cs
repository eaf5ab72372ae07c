using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Vestnik.Homeserver.Devices;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Pages;

/// <summary><c>GET</c> and <c>POST /account/device</c>: one device of the person, and signing it out.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#account-management-url-actions</remarks>
public sealed class DevicePage : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Places.Device, ShowAsync);
        routes.MapPost(Places.Device, HandleAsync);
    }

    public static string AddressOf(DeviceId device) => QueryHelpers.AddQueryString(Places.Device, "device_id", device.ToString());

    private static async Task<IResult> ShowAsync(
        Visit visit, [FromQuery(Name = "device_id")] string? id, IDeviceStore devices, CancellationToken cancel)
    {
        if (visit.Person is not { } person)
        {
            return Redirects.To(Places.Then(Places.SignIn, visit.Here));
        }

        var words = visit.Words.Account;
        if (!DeviceId.TryParse(id, out var deviceId) || await devices.FindAsync(person, deviceId, cancel) is not { } device)
        {
            return new Page(visit, words.Device, Html.Of($"""
                {Parts.Title(words.Device, words.NoSuchDevice)}
                <p><a class="button" href="{Places.Account}">{words.Back}</a></p>
                """), StatusCodes.Status404NotFound);
        }

        return new Page(visit, words.Device, Html.Of($"""
            {Parts.Title(device.DisplayName ?? deviceId.ToString(), words.Seen(deviceId.ToString(), device.LastSeenAt))}
            <p>{words.SignOutMeans}</p>
            {Parts.Form(visit, Places.Device, Html.Of($"""
                {Parts.Hidden("device_id", deviceId.ToString())}
                <div class="pair"><a class="button" href="{Places.Account}">{words.Back}</a><button class="button danger">{words.SignOutDevice}</button></div>
                """), "sign-out-device")}
            """));
    }

    private static async Task<IResult> HandleAsync(Visit visit, SubmittedForm form, DeviceList devices, CancellationToken cancel)
    {
        if (!DeviceId.TryParse(form["device_id"], out var device))
        {
            return Redirects.To(Places.Account);
        }

        if (visit.Person is not { } person || !visit.Owns(form.Values))
        {
            return Redirects.To(AddressOf(device));
        }

        await devices.RemoveAsync(person, [device], cancel);
        return Redirects.To(QueryHelpers.AddQueryString(Places.Account, "done", "device"));
    }
}
