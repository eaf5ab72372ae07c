using Vestnik.ClientApi;
using Vestnik.ClientApi.Accounts;
using Vestnik.ClientApi.Presence;
using Vestnik.Host.Operator;
using Vestnik.Host.Web;
using Vestnik.Http;
using Vestnik.Http.RateLimits;

namespace Vestnik.Host.Composition;

/// <summary>Puts the house together: configuration, archive, city, doors.</summary>
internal static class Server
{
    /// <param name="arguments">The command line.</param>
    /// <param name="replace">Takes the last word on services; tests set the clock and inject faults here.</param>
    public static WebApplication Build(string[] arguments, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddConfigurationFile(arguments);
        var options = Settings.Read(builder.Configuration);

        builder.WebHost.UseKestrelHttpsConfiguration();
        // A request goes from the socket to the thread pool at once, not by way of a queue that a single core shares out anyway.
        builder.WebHost.UseSockets(sockets => sockets.IOQueueCount = 0);
        // ASP.NET Core's request log writes whole addresses, and old clients put their token into the query.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        // OpenIddict's log writes whole requests, and calls every refused one a warning.
        builder.Logging.AddFilter("OpenIddict", LogLevel.Error);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddArchive(options, builder.Configuration);
        builder.Services.AddPost(options, builder.Configuration);
        builder.AddCity(options);
        builder.Services.AddClientApi();
        builder.Services.AddSingleton(WebClientFiles.Find(builder.Configuration));
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Add(OperatorJson.Default));
        OperatorDoor.Open(builder, options);
        replace?.Invoke(builder.Services);

        var app = builder.Build();

        // OAuth brings ASP.NET Core's sign-in services along; without this word every request would pass through them.
        ((IApplicationBuilder)app).Properties["__AuthenticationMiddlewareSet"] = true;
        app.UseOperatorDesk();
        app.TrustProxies(options.RateLimits.TrustedProxies);
        app.UseMiddleware<Health>();
        app.Use(CrossOrigin.InvokeAsync);
        app.Use(app.Services.GetRequiredService<Frame>().InvokeAsync);
        app.Use(UnknownPaths.InvokeAsync);
        app.Use(OldPaths.InvokeAsync);
        app.UseMiddleware<WebClient>();
        app.UseRouting();
        app.Use(SlashesInNames.InvokeAsync);
        app.Use(app.Services.GetRequiredService<AddressLimits>().InvokeAsync);
        app.Use(app.Services.GetRequiredService<Authentication>().InvokeAsync);
        app.Use(app.Services.GetRequiredService<PersonLimits>().InvokeAsync);
        app.Use(GuestAccess.InvokeAsync);
        app.Use(app.Services.GetRequiredService<RestrainedPeople>().InvokeAsync);
        app.Use(app.Services.GetRequiredService<ActivePeople>().InvokeAsync);
        app.Use(app.Services.GetRequiredService<LastSeen>().InvokeAsync);
        app.Use(app.Services.GetRequiredService<ReadYourWrites>().InvokeAsync);
        app.MapGroup("").AuthenticateRequesters().MapClientApi();
        return app;
    }

    private static void AddConfigurationFile(this ConfigurationManager configuration, string[] arguments)
    {
        var file = Array.IndexOf(arguments, "--config") is >= 0 and var at && at + 1 < arguments.Length
            ? arguments[at + 1]
            : throw new ConfigurationProblemException("Say where the configuration is: --config FILE");
        Settings.AddFile(configuration, file);
    }
}
