using Vestnik.Storage.Engine;

namespace Vestnik.Host.Composition;

/// <summary><c>GET /health</c>, for load balancers: 200 while the database answers, else 503. Tells nothing else.</summary>
internal sealed partial class Health(RequestDelegate next, Database database, ILogger<Health> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.Equals("/health", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        var healthy = await AnswersAsync(context.RequestAborted);
        context.Response.StatusCode = healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await context.Response.WriteAsync(healthy ? "ok\n" : "the database does not answer\n", context.RequestAborted);
    }

    private async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        try
        {
            // A read of a lost database blocks its thread; the answer must not wait for it.
            await Task.Run(async () => await database.ReadAsync(session => session.Number("SELECT 1"), cancel), cancel).WaitAsync(Patience, cancel);
            return true;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            LogSilence(problem);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The database does not answer the health check")]
    private partial void LogSilence(Exception problem);
}
