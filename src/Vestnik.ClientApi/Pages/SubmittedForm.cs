using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Pages;

/// <summary>A form as browsers and OAuth clients send it, at most 64 KiB; everything else is refused before it is parsed.</summary>
public sealed class SubmittedForm
{
    private const int MaximumBytes = 64 * 1024;

    private static readonly FormOptions Limits = new() { BufferBodyLengthLimit = MaximumBytes, KeyLengthLimit = 256, ValueLengthLimit = 16 * 1024, ValueCountLimit = 64 };

    private SubmittedForm(IFormCollection values) => Values = values;

    public IFormCollection Values { get; }

    /// <summary>A field's value; empty when it is not there.</summary>
    public string this[string name] => Values[name].ToString();

    public static async ValueTask<SubmittedForm> BindAsync(HttpContext context, ParameterInfo parameter) => await ReadAsync(context);

    internal static async Task<SubmittedForm> ReadAsync(HttpContext context)
    {
        var type = context.Request.ContentType?.Split(';')[0].Trim();
        if (!string.Equals(type, "application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedException(MatrixError.InvalidParam("The body must be a form of the type application/x-www-form-urlencoded."));
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaximumBytes;
        }

        try
        {
            return new SubmittedForm(await context.Request.ReadFormAsync(Limits, context.RequestAborted));
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException)
        {
            throw new RefusedException(MatrixError.InvalidParam("The form is too large or cannot be read."));
        }
    }
}
