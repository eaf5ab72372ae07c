using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using Vestnik.ClientApi.Pages;
using Vestnik.Homeserver;
using Vestnik.Homeserver.OAuth;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Vestnik.ClientApi.OAuth;

/// <summary>
/// OpenIddict reads and checks OAuth requests and writes the answers; clients, codes and tokens are ours
/// (docs/adr/0015-oauth-with-openiddict.md). It runs inside the endpoints that ask it and nowhere else.
/// </summary>
internal static class ProtocolLibrary
{
    public const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    /// <summary>How long an authorization code may be on its way.</summary>
    public static readonly TimeSpan CodeTime = TimeSpan.FromMinutes(1);

    /// <summary>How long a person may take with a pushed request.</summary>
    public static readonly TimeSpan PushedTime = TimeSpan.FromMinutes(10);

    /// <summary>How long a device waits for a person.</summary>
    public static readonly TimeSpan DeviceTime = TimeSpan.FromMinutes(20);

    public static IServiceCollection AddOAuth(this IServiceCollection services)
    {
        services.AddSingleton<KnownClients>();
        services.AddSingleton<WaitingDevices>();
        services.AddSingleton<Attempts>();
        services.AddOpenIddict().AddServer(Configure);
        services.AddOptions<OpenIddictServerOptions>().Configure<HomeserverOptions>((library, options) =>
        {
            library.Issuer = new Uri($"{options.PublicBaseUrl.ToString().TrimEnd('/')}/");
            library.EndUserVerificationEndpointUris.Add(new Uri(library.Issuer, Places.Link.TrimStart('/')));
        });

        // The framework's key ring protects nothing here, and would be looked for on the disk at every start.
        var keyRing = services.FirstOrDefault(service =>
            service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.FullName?.StartsWith("Microsoft.AspNetCore.DataProtection.", StringComparison.Ordinal) == true);
        if (keyRing is not null)
        {
            services.Remove(keyRing);
        }

        return services;
    }

    /// <summary>Lets the library look at the request; true when it has answered.</summary>
    public static async Task<bool> AnswersAsync(HttpContext context)
    {
        var handlers = context.RequestServices.GetRequiredService<IAuthenticationHandlerProvider>();
        return await handlers.GetHandlerAsync(context, Scheme) is IAuthenticationRequestHandler library && await library.HandleRequestAsync();
    }

    /// <summary>For an endpoint that has nothing of its own to say.</summary>
    public static async Task<IResult> OnlyAsync(HttpContext context) =>
        await AnswersAsync(context) ? TypedResults.Empty : throw new InvalidOperationException("The protocol library has not answered.");

    private static void Configure(OpenIddictServerBuilder server)
    {
        server.EnableDegradedMode()
            .SetAuthorizationEndpointUris(OAuthPaths.Authorize)
            .SetTokenEndpointUris(OAuthPaths.Token)
            .SetDeviceAuthorizationEndpointUris(OAuthPaths.Device)
            .SetPushedAuthorizationEndpointUris(OAuthPaths.Push)
            .SetAuthorizationCodeLifetime(CodeTime)
            .SetDeviceCodeLifetime(DeviceTime)
            .SetUserCodeLifetime(DeviceTime)
            .AllowAuthorizationCodeFlow()
            .AllowRefreshTokenFlow()
            .AllowDeviceAuthorizationFlow()
            .RequireProofKeyForCodeExchange()
            .RegisterPromptValues("create")
            .DisableScopeValidation();

        // The library insists on keys, although it neither signs nor encrypts anything here: they live as long as the process.
        server.AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)))
            .AddSigningKey(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)));

        server.Configure(library =>
        {
            library.CodeChallengeMethods.Clear();
            library.CodeChallengeMethods.Add("S256");
            library.ResponseModes.Remove("form_post");
            library.RequestTokenLifetime = PushedTime;
        });

        server.UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableTokenEndpointPassthrough()
            .EnableErrorPassthrough()
            .DisableTransportSecurityRequirement();

        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseSingletonHandler<ClientCheck>());
        server.AddEventHandler<ValidatePushedAuthorizationRequestContext>(handler => handler.UseSingletonHandler<ClientCheck>());
        server.AddEventHandler<ValidateDeviceAuthorizationRequestContext>(handler => handler.UseSingletonHandler<ClientCheck>());
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseSingletonHandler<ClientCheck>());
        server.AddEventHandler<ValidateEndUserVerificationRequestContext>(handler => handler.UseSingletonHandler<ClientCheck>());
        server.AddEventHandler<ValidateTokenContext>(handler => handler.UseSingletonHandler<TicketReader>().SetOrder(int.MinValue + 1));
        server.AddEventHandler<GenerateTokenContext>(handler => handler.UseSingletonHandler<TicketWriter>().SetOrder(int.MinValue + 1));
        server.AddEventHandler<ApplyAuthorizationResponseContext>(handler => handler
            .UseSingletonHandler<Answers>().SetOrder(OpenIddictServerHandlers.Authentication.AttachRedirectUri.Descriptor.Order + 1));
        server.AddEventHandler<ApplyDeviceAuthorizationResponseContext>(handler => handler.UseSingletonHandler<Answers>().SetOrder(int.MinValue + 1));
        server.AddEventHandler<ProcessErrorContext>(handler => handler.UseSingletonHandler<Answers>().SetOrder(int.MinValue + 1));
        server.AddEventHandler<ProcessSignInContext>(handler => handler
            .UseSingletonHandler<TokenPair>().SetOrder(OpenIddictServerHandlers.EvaluateGeneratedTokens.Descriptor.Order + 1));
        server.AddEventHandler<ApplyTokenResponseContext>(handler => handler.UseSingletonHandler<TokenPair>().SetOrder(int.MinValue + 1));
    }
}
