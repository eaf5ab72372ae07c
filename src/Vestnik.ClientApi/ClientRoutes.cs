using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vestnik.ClientApi.AccountData;
using Vestnik.ClientApi.Accounts;
using Vestnik.ClientApi.Admin;
using Vestnik.ClientApi.Admin.Stewards;
using Vestnik.ClientApi.Admin.Synapse;
using Vestnik.ClientApi.AppServices;
using Vestnik.ClientApi.Calls;
using Vestnik.ClientApi.Devices;
using Vestnik.ClientApi.Filters;
using Vestnik.ClientApi.KeyBackup;
using Vestnik.ClientApi.Keys;
using Vestnik.ClientApi.Media;
using Vestnik.ClientApi.OAuth;
using Vestnik.ClientApi.OpenId;
using Vestnik.ClientApi.Pages;
using Vestnik.ClientApi.Presence;
using Vestnik.ClientApi.Profile;
using Vestnik.ClientApi.Rooms;
using Vestnik.ClientApi.Search;
using Vestnik.ClientApi.Server;
using Vestnik.ClientApi.Sync;
using Vestnik.ClientApi.ThirdPartyIdentifiers;
using Vestnik.ClientApi.ThirdPartyNetworks;
using Vestnik.ClientApi.ToDevice;
using Vestnik.Http;
using Vestnik.Http.RateLimits;

namespace Vestnik.ClientApi;

/// <summary>The client-server API, listed as the spec lists it.</summary>
public static class ClientRoutes
{
    public static IServiceCollection AddClientApi(this IServiceCollection services)
    {
        services.AddSingleton<Frame>();
        services.AddSingleton<Authentication>();
        services.AddSingleton<ReadYourWrites>();
        services.AddSingleton<AddressLimits>();
        services.AddSingleton<PersonLimits>();
        services.AddSingleton<LastSeen>();
        services.AddSingleton<ActivePeople>();
        services.AddSingleton<RestrainedPeople>();
        services.AddSingleton<UserInteractive>();
        services.AddSingleton<ServiceSignIn>();
        services.AddOAuth();
        services.AddSingleton<RoomPlaces>();
        services.AddSingleton<InitialRoom>();
        services.AddSingleton<SearchAnswers>();
        services.AddSingleton<RoomFacts>();
        services.AddSingleton<ProofRequests>();
        services.AddSingleton<ContactNames>();
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.Configure<JsonOptions>(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.DictionaryKeyPolicy = null;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ClientJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(AccountsJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(OAuthJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(KeysJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(MediaJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(RoomsJson.Default);
        });
        return services;
    }

    public static IEndpointRouteBuilder MapClientApi(this IEndpointRouteBuilder routes) => routes
        .MapServer()
        .MapAccounts()
        .MapOAuth()
        .MapPages()
        .MapThirdPartyIdentifiers()
        .MapThirdPartyNetworks()
        .MapAppServices()
        .MapDevices()
        .MapProfile()
        .MapAdmin()
        .MapStewards()
        .MapSynapse()
        .MapAccountData()
        .MapKeys()
        .MapMedia()
        .MapRooms()
        .MapSync();

    private static IEndpointRouteBuilder MapServer(this IEndpointRouteBuilder routes) => routes
        .Map<GetVersions>()
        .Map<GetWellKnown>()
        .Map<GetSupport>()
        .Map<GetPolicyServer>()
        .Map<GetCapabilities>()
        .Map<GetTurnServer>();

    private static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder routes) => routes
        .Map<Register>()
        .Map<CheckUsername>()
        .Map<CheckRegistrationToken>()
        .Map<GetLoginFlows>()
        .Map<LogIn>()
        .Map<GetLoginToken>()
        .Map<SingleSignOn>()
        .Map<RefreshSession>()
        .Map<LogOut>()
        .Map<LogOutEverywhere>()
        .Map<WhoAmI>()
        .Map<ChangePassword>()
        .Map<DeactivateAccount>()
        .Map<RequestOpenIdToken>()
        .Map<GetOpenIdUser>();

    private static IEndpointRouteBuilder MapOAuth(this IEndpointRouteBuilder routes) => routes
        .Map<GetAuthMetadata>()
        .Map<RegisterClient>()
        .Map<Authorize>()
        .Map<PushRequest>()
        .Map<AuthorizeDevice>()
        .Map<ExchangeToken>()
        .Map<RevokeToken>();

    private static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder routes) => routes
        .Map<GetAsset>()
        .Map<SignInPage>()
        .Map<SignUpPage>()
        .Map<SecondFactorPage>()
        .Map<SignOutForm>()
        .Map<ContinuePage>()
        .Map<AccountPage>()
        .Map<DevicePage>()
        .Map<LinkPage>()
        .Map<ConfirmContactPage>()
        .Map<CodesPage>()
        .Map<PasskeyForms>()
        .Map<KeysPage>()
        .Map<DeactivatePage>();

    private static IEndpointRouteBuilder MapDevices(this IEndpointRouteBuilder routes) => routes
        .Map<ListDevices>()
        .Map<GetDevice>()
        .Map<RenameDevice>()
        .Map<DeleteDevice>()
        .Map<DeleteDevices>();

    private static IEndpointRouteBuilder MapAdmin(this IEndpointRouteBuilder routes) => routes
        .Map<WhoIs>()
        .Map<GetLock>()
        .Map<SetLock>()
        .Map<GetSuspension>()
        .Map<SetSuspension>()
        .Map<GetRegistrationNonce>()
        .Map<RegisterWithSecret>();

    private static IEndpointRouteBuilder MapProfile(this IEndpointRouteBuilder routes) => routes
        .Map<GetProfile>()
        .Map<GetProfileField>()
        .Map<SetProfileField>()
        .Map<DeleteProfileField>()
        .Map<SearchPeople>()
        .Map<GetMutualRooms>();

    private static IEndpointRouteBuilder MapAccountData(this IEndpointRouteBuilder routes) => routes
        .Map<PutAccountData>()
        .Map<GetAccountData>()
        .Map<PutRoomAccountData>()
        .Map<GetRoomAccountData>()
        .Map<GetTags>()
        .Map<PutTag>()
        .Map<DeleteTag>()
        .Map<PutFilter>()
        .Map<GetFilter>();

    private static IEndpointRouteBuilder MapKeys(this IEndpointRouteBuilder routes) => routes
        .Map<UploadKeys>()
        .Map<QueryKeys>()
        .Map<ClaimKeys>()
        .Map<GetKeyChanges>()
        .Map<UploadCrossSigningKeys>()
        .Map<UploadSignatures>()
        .Map<SendToDevice>()
        .Map<CreateBackup>()
        .Map<GetBackup>()
        .Map<UpdateBackup>()
        .Map<DeleteBackup>()
        .Map<PutBackedUpKeys>()
        .Map<GetBackedUpKeys>()
        .Map<DeleteBackedUpKeys>();

    private static IEndpointRouteBuilder MapMedia(this IEndpointRouteBuilder routes) => routes
        .Map<UploadContent>()
        .Map<CreateContent>()
        .Map<UploadToName>()
        .Map<AppendToUpload>()
        .Map<LookAtUpload>()
        .Map<CancelUpload>()
        .Map<DownloadContent>()
        .Map<GetThumbnail>()
        .Map<PreviewUrl>()
        .Map<GetMediaConfig>()
        .Map<GetFrozenContent>();
}
