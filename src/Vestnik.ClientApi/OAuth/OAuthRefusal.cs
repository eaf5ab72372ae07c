using Microsoft.AspNetCore.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.OAuth;

/// <summary>A refusal in the form of OAuth: its code is one of RFC 6749, 7009 or 7591 and not one of Matrix.</summary>
internal static class OAuthRefusal
{
    internal sealed record Body(string Error, string ErrorDescription);

    public static IResult Of(MatrixError refusal) => Of(refusal.Code, refusal.Message, refusal.Status);

    public static IResult Of(string code, string sentence, int status = StatusCodes.Status400BadRequest) =>
        TypedResults.Json(new Body(code, sentence), OAuthJson.Default.Body, contentType: "application/json", statusCode: status);
}
