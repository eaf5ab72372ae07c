using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Admin;

/// <summary>Which part of a list an administrator wants: <c>from</c> and <c>limit</c> of the query.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AdminPage(int Skip, int Limit)
{
    public const int Most = 500;

    private const int Usual = 100;

    public static ValueTask<AdminPage> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(new AdminPage(Read(context, "from", 0), Math.Clamp(Read(context, "limit", Usual), 1, Most)));

    /// <summary>Where the next page starts; null behind the last.</summary>
    public int? Next(int shown, long total) => Skip + shown < total ? Skip + shown : null;

    private static int Read(HttpContext context, string name, int absent)
    {
        if (context.Request.Query[name] is not { Count: > 0 } given || given.ToString() is not { Length: > 0 } text)
        {
            return absent;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new RefusedException(MatrixError.InvalidParam($"The {name} is a number from 0 upwards."));
    }
}
