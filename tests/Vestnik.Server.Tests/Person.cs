using System.Security.Cryptography;
using System.Text;

namespace Vestnik.Server.Tests;

/// <summary>Somebody with an account, on one device. Sentences about people stand in <see cref="People"/>.</summary>
public sealed class Person
{
    public const string Password = "correct horse battery staple";

    private Person(Town town, string name, Answer session)
    {
        (Town, Name) = (town, name);
        UserId = session.Text("user_id");
        DeviceId = session.Text("device_id");
        AccessToken = session.Text("access_token");
    }

    public Town Town { get; }

    /// <summary>The local part of the user id.</summary>
    public string Name { get; }

    public string UserId { get; }

    public string DeviceId { get; }

    public string AccessToken { get; set; }

    /// <summary>Where this device's next incremental sync starts.</summary>
    public string? SyncToken { get; set; }

    public static async Task<Person> RegisterAsync(Town town, string name)
    {
        ArgumentNullException.ThrowIfNull(town);
        var session = await town.SendAsync(HttpMethod.Post, "/_matrix/client/v3/register", $$"""
            {"username": "{{name}}", "password": "{{Password}}", "auth": {"type": "m.login.dummy"} }
            """);
        return new Person(town, name, session.Accepted());
    }

    /// <summary>Somebody whom the operator has made an administrator, by the secret of operators.</summary>
    public static async Task<Person> RegisterAdministratorAsync(Town town, string name)
    {
        ArgumentNullException.ThrowIfNull(town);
        const string register = "/_synapse/admin/v1/register";
        var nonce = (await town.SendAsync(HttpMethod.Get, register)).Accepted().Text("nonce");
#pragma warning disable CA5350 // What the scripts of operators compute.
        var mac = HMACSHA1.HashData(Encoding.UTF8.GetBytes(Town.SharedSecret), Encoding.UTF8.GetBytes($"{nonce}\0{name}\0{Password}\0admin"));
#pragma warning restore CA5350
        var session = await town.SendAsync(HttpMethod.Post, register, $$"""
            {"nonce": "{{nonce}}", "username": "{{name}}", "password": "{{Password}}", "admin": true, "mac": "{{Convert.ToHexStringLower(mac)}}"}
            """);
        return new Person(town, name, session.Accepted());
    }

    /// <summary>The same person on another device.</summary>
    public async Task<Person> OnAnotherDeviceAsync(string? deviceId = null)
    {
        var session = await Town.SendAsync(HttpMethod.Post, "/_matrix/client/v3/login", $$"""
            {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": "{{Name}}"}, "password": "{{Password}}"
            {{(deviceId is null ? "" : $", \"device_id\": \"{deviceId}\"")}} }
            """);
        return new Person(Town, Name, session.Accepted());
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, string json = "{}") => SendAsync(HttpMethod.Post, path, json);

    public Task<Answer> PutAsync(string path, string json) => SendAsync(HttpMethod.Put, path, json);

    public Task<Answer> DeleteAsync(string path, string? json = null) => SendAsync(HttpMethod.Delete, path, json);

    public Task<Answer> SendAsync(HttpMethod method, string path, string? json = null) =>
        Town.Http.AskAsync(method, path, json, AccessToken);
}
