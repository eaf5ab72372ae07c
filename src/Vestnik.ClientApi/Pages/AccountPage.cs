using System.Buffers.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Pages.Text;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Devices;
using Vestnik.Homeserver.Passkeys;
using Vestnik.Http;

namespace Vestnik.ClientApi.Pages;

/// <summary><c>GET /account</c>: what belongs to an account, and the way to change it.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#oauth-20-account-management</remarks>
public sealed class AccountPage : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Places.Account, HandleAsync);

    private static async Task<IResult> HandleAsync(
        Visit visit, string? action, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "device_id")] string? device, string? done, IDeviceStore devices, SecondFactors factors, PasskeyDoor passkeys,
        CancellationToken cancel)
    {
        if (visit.Person is not { } person)
        {
            return Redirects.To(Places.Then(Places.SignIn, visit.Here));
        }

        if (AccountActions.PageFor(action, device) is { } page)
        {
            return Redirects.To(page);
        }

        var words = visit.Words.Account;
        var security = visit.Words.Security;
        var factor = await factors.FindAsync(person, cancel);
        var keys = await passkeys.ListAsync(person, cancel);
        var all = await devices.ListAsync(person, cancel);
        return new Page(visit, words.Title, Html.Of($"""
            <div class="wide"></div>
            {Parts.Title(words.Title, person.ToString())}
            {Parts.Said(words.Done(done))}
            <h2 id="devices">{words.Devices}</h2>
            <p class="muted">{words.DevicesLead}</p>
            {(all.Count == 0 ? Html.Of($"<p>{words.NoDevices}</p>") : Html.Of($"""<ul class="list">{all.Select(known => Row(words, known))}</ul>"""))}
            <h2>{security.Section}</h2>
            <ul class="list"><li><span class="grow"><b>{security.Codes}</b><span class="muted">{(factor is null ? security.CodesAreOff : security.CodesAreOn)}</span></span>
            <a class="button small" href="{Places.Codes}">{security.Change}</a></li></ul>
            <h3>{security.Passkeys}</h3>
            <p class="muted">{security.PasskeysLead}</p>
            {(keys.Count == 0 ? Html.Nothing : Html.Of($"""<ul class="list">{keys.Select((key, index) => Row(visit, key, index + 1))}</ul>"""))}
            {PasskeyForms.Form(visit, PasskeyForms.Add, Html.Of($"""<p><button class="button small">{security.AddPasskey}</button></p>"""), "passkey-add")}
            <h2>{words.Link}</h2>
            <p class="muted">{words.LinkLead}</p>
            <p><a class="button small" href="{Places.Link}">{words.LinkEnter}</a></p>
            <h2>{security.Leaving}</h2>
            <p><a href="{Places.Deactivate}">{security.Deactivate}</a></p>
            {Parts.Form(visit, Places.SignOut, Html.Of($"""<p class="aside"><button class="button small">{words.Leave}</button></p>"""), "leave")}
            """));
    }

    private static Html Row(Visit visit, Passkey key, int number)
    {
        var fields = Html.Of($"""{Parts.Hidden("id", Base64Url.EncodeToString(key.CredentialId))}<button class="button small">{visit.Words.Security.RemovePasskey}</button>""");
        return Html.Of($"""
            <li><span class="grow"><b>{visit.Words.Security.Passkey} {number}</b><span class="muted">{visit.Words.Account.Used(key.CreatedAt, key.LastUsedAt)}</span></span>
            {Parts.Form(visit, PasskeyForms.Remove, fields, "passkey-remove")}</li>
            """);
    }

    private static Html Row(AccountWords words, Device device) => Html.Of($"""
        <li><span class="grow"><b>{device.DisplayName ?? device.DeviceId.ToString()}</b><span class="muted">{words.Seen(device.DeviceId.ToString(), device.LastSeenAt)}</span></span>
        <a class="button small" href="{DevicePage.AddressOf(device.DeviceId)}">{words.SignOutDevice}</a></li>
        """);
}
