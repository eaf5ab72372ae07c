using Microsoft.AspNetCore.Http;
using Vestnik.Homeserver.Silos;

namespace Vestnik.Http;

/// <summary>What a person wrote through one silo, they read through every other: a request waits until this silo has caught up.</summary>
public sealed class ReadYourWrites(ICatchUp silo)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<Requester>() is null)
        {
            return next(context);
        }

        var ready = silo.WithCommittedAsync(context.RequestAborted);
        return ready.IsCompletedSuccessfully ? next(context) : WaitAsync(ready, context, next);
    }

    private static async Task WaitAsync(ValueTask ready, HttpContext context, RequestDelegate next)
    {
        await ready;
        await next(context);
    }
}
