using Microsoft.AspNetCore.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.Http;

/// <summary>How outcomes become HTTP answers.</summary>
public static class Responses
{
    /// <summary>The answer <c>{}</c>.</summary>
    public static IResult Empty { get; } = new RawAnswer("{}"u8.ToArray());

    /// <summary>201 with <c>{}</c>.</summary>
    public static IResult Created { get; } = new RawAnswer("{}"u8.ToArray(), StatusCodes.Status201Created);

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

/// <summary>JSON bytes that exist already, with 200 unless said otherwise.</summary>
public sealed class RawAnswer(ReadOnlyMemory<byte> json, int status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json";
        httpContext.Response.ContentLength = json.Length;
        return httpContext.Response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
    }
}
