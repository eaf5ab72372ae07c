using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Vestnik.Server.Tests;

/// <summary>
/// The real server in this process: its own composition on a random loopback port, with a fresh data folder.
/// One town for all tests of a class (<c>IClassFixture&lt;Town&gt;</c>), on SQLite; <see cref="TownOnPostgreSql"/> is the same on PostgreSQL.
/// </summary>
public class Town : IAsyncLifetime
{
    public const string ServerName = "town.example";
    public const string SharedSecret = "a secret between operators";

    private readonly string folder = Directory.CreateTempSubdirectory("vestnik-town-").FullName;
    private WebApplication? app;
    private HttpClient? http;
    private int arrivals;

    /// <summary>The server's clock; real unless a derived town says otherwise.</summary>
    public virtual TimeProvider Clock => TimeProvider.System;

    public string DataDirectory => folder;

    public HttpClient Http
    {
        get
        {
            Assert.SkipWhen(Closed is not null, Closed ?? "");
            return http!;
        }
    }

    public IServiceProvider Services
    {
        get
        {
            Assert.SkipWhen(Closed is not null, Closed ?? "");
            return app!.Services;
        }
    }

    /// <summary>Why the town cannot open here, so that its tests are skipped; else null.</summary>
    protected virtual string? Closed => null;

    public async ValueTask InitializeAsync()
    {
        if (Closed is null)
        {
            await PrepareAsync();
            await OpenAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Closed is null)
        {
            await CloseAsync();
            await ClearAsync();
        }

        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the server and starts it again on the same data, as after a restart of the machine.</summary>
    public async Task RestartAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

    /// <summary>Somebody nobody else in the town is called like; registered and signed in.</summary>
    public Task<Person> PersonAsync(string name) => Person.RegisterAsync(this, $"{name}-{Interlocked.Increment(ref arrivals)}");

    /// <summary>Somebody who may administer the server.</summary>
    public Task<Person> AdministratorAsync() => Person.RegisterAdministratorAsync(this, $"keeper-{Interlocked.Increment(ref arrivals)}");

    /// <summary>A request without a token.</summary>
    public Task<Answer> SendAsync(HttpMethod method, string path, string? json = null) => Http.AskAsync(method, path, json, accessToken: null);

    /// <summary>Changes to the section <c>Vestnik</c> of the configuration, in a derived town.</summary>
    protected virtual void Configure(JsonObject vestnik)
    {
    }

    /// <summary>Replaces services, such as the commit gate where a test injects faults.</summary>
    protected virtual void Replace(IServiceCollection services)
    {
    }

    /// <summary>Makes what the server needs, in a derived town.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>Removes what <see cref="PrepareAsync"/> made.</summary>
    protected virtual Task ClearAsync() => Task.CompletedTask;

    private async Task OpenAsync()
    {
        app = Host.Composition.Server.Build(["--config", WriteConfiguration()], services =>
        {
            services.Replace(ServiceDescriptor.Singleton(Clock));
            Replace(services);
        });
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(address => !address.StartsWith("http://unix:", StringComparison.Ordinal));
        http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(60) };
    }

    private async Task CloseAsync()
    {
        http?.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
            app = null;
        }
    }

    private string WriteConfiguration()
    {
        var vestnik = new JsonObject
        {
            ["ServerName"] = ServerName,
            ["PublicBaseUrl"] = "http://town.example",
            ["DataDirectory"] = folder,
            ["Registration"] = new JsonObject { ["Enabled"] = true, ["AllowGuests"] = true, ["SharedSecret"] = SharedSecret },
            ["Passwords"] = new JsonObject { ["HashCost"] = 1 },
            ["RateLimits"] = new JsonObject { ["Enabled"] = false },

            // Whoever comes or goes answers waiting syncs: tests that wait for something else would have to look again.
            ["Presence"] = new JsonObject { ["Enabled"] = false },
        };
        Configure(vestnik);
        var file = Path.Combine(folder, "vestnik.json");
        using var stream = File.Create(file);
        using var writer = new Utf8JsonWriter(stream);
        new JsonObject
        {
            ["Logging"] = new JsonObject { ["LogLevel"] = new JsonObject { ["Default"] = "Warning", ["Orleans"] = "Error" } },
            ["Kestrel"] = new JsonObject { ["Endpoints"] = new JsonObject { ["Client"] = new JsonObject { ["Url"] = "http://127.0.0.1:0" } } },
            ["Vestnik"] = vestnik,
        }.WriteTo(writer);
        return file;
    }
}
