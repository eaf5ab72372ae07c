using Microsoft.AspNetCore.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.Http;

/// <summary>How outcomes become HTTP answers.</summary>
public static class Responses
{
    /// <summary>The answer <c>{}</c>.</summary>
    public static IResult Empty { get; } = new RawAnswer("{}"u8.ToArray());

    extension(MatrixError error)
    {
        public IResult ToResponse() => new Refusal(error);
    }

    extension<T>(Outcome<T> outcome)
    {
        /// <summary>200 with what <paramref name="answer"/> makes of the value, as source-generated JSON; or the refusal.</summary>
        public IResult ToResponse<TResponse>(Func<T, TResponse> answer) =>
            outcome.Match<IResult>(value => TypedResults.Ok(answer(value)), error => new Refusal(error));

        /// <summary>200 with <c>{}</c>, or the refusal.</summary>
        public IResult ToEmptyResponse() => outcome.Match<IResult>(_ => Empty, error => new Refusal(error));
    }
}

/// <summary>200 with JSON bytes that exist already.</summary>
public sealed class RawAnswer(ReadOnlyMemory<byte> json) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json";
        httpContext.Response.ContentLength = json.Length;
        return httpContext.Response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
    }
}
