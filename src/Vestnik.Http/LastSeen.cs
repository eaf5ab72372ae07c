using Microsoft.AspNetCore.Http;
using Vestnik.Homeserver.Devices;
using Vestnik.Http.RateLimits;

namespace Vestnik.Http;

/// <summary>Notes when and from where each session was last used, for its owner's list of devices.</summary>
public sealed class LastSeen(Sightings sightings)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<Requester>() is { Device: not null } requester && sightings.IsDue(requester.SessionId))
        {
            sightings.Note(requester.SessionId, requester.UserId, ClientAddress.TextOf(context));
        }

        return next(context);
    }
}
