using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Errors;

namespace Vestnik.Http;

/// <summary>The outermost frame: every refusal of binding becomes its error, every bug a 500 without a stack trace.</summary>
public sealed partial class Frame(ILogger<Frame> log)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (RefusedException refused)
        {
            await AnswerAsync(context, refused.Error);
        }
        catch (BadHttpRequestException bad)
        {
            await AnswerAsync(context, bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? MatrixError.TooLarge("The request is larger than this server accepts.")
                : MatrixError.InvalidParam("A part of the request's path, query or body is not in the expected form."));
        }
        catch (StoreUnavailableException unavailable)
        {
            LogUnavailable(unavailable, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "no endpoint");
            await AnswerAsync(context, MatrixError.Unavailable("The server cannot store or read anything at the moment; try again in a moment."));
        }
        catch (Exception lost) when (lost is TimeoutException or OrleansException)
        {
            // A grain that does not answer, or whose silo has gone: whether it did what was asked is not known here.
            LogUnavailable(lost, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "no endpoint");
            await AnswerAsync(context, MatrixError.Unavailable("A part of the server did not answer in time; try again in a moment."));
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; nobody is left to answer.
        }
        catch (Exception bug)
        {
            LogBug(bug, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "no endpoint");
            await AnswerAsync(context, MatrixError.Of("M_UNKNOWN", 500, "The server failed to handle this request; the operator finds the cause in the log."));
        }
    }

    private static Task AnswerAsync(HttpContext context, MatrixError error)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        context.Response.Clear();
        CrossOrigin.Allow(context.Response);
        return Refusal.WriteAsync(context, error);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store or another silo was not available to {Method} {Endpoint}")]
    private partial void LogUnavailable(Exception cause, string method, string endpoint);

    [LoggerMessage(Level = LogLevel.Error, Message = "Unhandled exception in {Method} {Endpoint}")]
    private partial void LogBug(Exception bug, string method, string endpoint);
}
