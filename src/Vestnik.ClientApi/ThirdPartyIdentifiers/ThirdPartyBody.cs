using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.ThirdPartyIdentifiers;

/// <summary>Looks whether a request about an address says what it has to.</summary>
internal static class ThirdPartyBody
{
    /// <summary>Null when all members are there and are texts; else <c>M_MISSING_PARAM</c> or <c>M_BAD_JSON</c>.</summary>
    public static IResult? Objection(ObjectBody body, params ReadOnlySpan<string> members)
    {
        using var parsed = JsonDocument.Parse(body.Bytes);
        foreach (var member in members)
        {
            if (!parsed.RootElement.TryGetProperty(member, out var value))
            {
                return MatrixError.MissingParam($"The member {member} is missing.").ToResponse();
            }

            if (value.ValueKind != JsonValueKind.String)
            {
                return MatrixError.BadJson($"The member {member} is a text.").ToResponse();
            }
        }

        return null;
    }
}
