using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.AppServices;
using Vestnik.Protocol.Errors;

namespace Vestnik.Http;

/// <summary>Refuses a request without a valid token, before its body is read, wherever the handler takes a <see cref="Requester"/>.</summary>
public sealed class Authentication(IAccessTokens tokens, RegisteredServices services, Masquerade masquerade)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<NeedsRequester>() is null
            && (endpoint?.Metadata.GetMetadata<KnowsRequester>() is null || string.IsNullOrEmpty(AccessTokenOf(context.Request))))
        {
            await next(context);
            return;
        }

        if (AccessTokenOf(context.Request) is not { Length: > 0 } token)
        {
            await Refusal.WriteAsync(context, MatrixError.Of("M_MISSING_TOKEN", 401, "This request needs an access token."));
            return;
        }

        if (services.OfToken(token) is { } service)
        {
            await SpeakForAsync(service, context, next);
            return;
        }

        var found = await tokens.FindAsync(token, context.RequestAborted);
        if (!found.Accepted(out var owner, out var refusal))
        {
            await Refusal.WriteAsync(context, refusal);
            return;
        }

        context.Features.Set(new Requester
        {
            UserId = owner.UserId,
            Device = owner.DeviceId,
            SessionId = owner.SessionId,
            IsGuest = owner.IsGuest,
            IsAdministrator = owner.IsAdministrator,
            IsLocked = owner.IsLocked,
            IsSuspended = owner.IsSuspended,
        });
        await next(context);
    }

    private async Task SpeakForAsync(AppService service, HttpContext context, RequestDelegate next)
    {
        var query = context.Request.Query;
        string? user = query["user_id"], device = query["device_id"];
        if (!(await masquerade.AsAsync(service, user, device, context.RequestAborted)).Accepted(out var masked, out var refusal))
        {
            await Refusal.WriteAsync(context, refusal);
            return;
        }

        context.Features.Set(new Requester
        {
            UserId = masked.Account.UserId,
            Device = masked.DeviceId,
            SessionId = masked.SessionId,
            AppService = service,
            IsLocked = masked.Account.IsLocked,
            IsSuspended = masked.Account.IsSuspended,
        });
        await next(context);
    }

    /// <summary>The token of the header, else of the query (an old form that clients still use).</summary>
    public static string? AccessTokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? header["Bearer ".Length..].Trim()
            : request.Query["access_token"].ToString();
    }
}

/// <summary>Marks an endpoint whose handler takes a <see cref="Requester"/>; set by <see cref="RequesterConvention"/>.</summary>
public sealed record NeedsRequester;

/// <summary>Marks an endpoint that anybody may call, and that looks at a token where there is one.</summary>
public sealed record KnowsRequester;

public static class RequesterConvention
{
    /// <summary>The endpoint works without a token, and refuses a wrong one.</summary>
    public static TBuilder WithOrWithoutToken<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new KnowsRequester());

    /// <summary>Marks every endpoint of the group whose handler takes a <see cref="Requester"/> or an <see cref="Administrator"/>.</summary>
    public static TBuilder AuthenticateRequesters<TBuilder>(this TBuilder group)
        where TBuilder : IEndpointConventionBuilder
    {
        group.Add(endpoint =>
        {
            var handler = endpoint.Metadata.OfType<System.Reflection.MethodInfo>().FirstOrDefault();
            if (handler?.GetParameters().Any(parameter => parameter.ParameterType == typeof(Requester) || parameter.ParameterType == typeof(Administrator)) == true)
            {
                endpoint.Metadata.Add(new NeedsRequester());
            }
        });
        return group;
    }
}
