using System.Text;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.AccountData;

/// <summary>Who may do what with account data.</summary>
internal static class AccountDataRules
{
    private const int LongestType = 255;
    private const int MaximumBytes = 256 * 1024;

    /// <summary>What <c>/sync</c> shows as <c>m.push_rules</c>.</summary>
    public static byte[] PushRulesContent(ReadOnlyMemory<byte> rules) => [.. "{\"global\":"u8, .. rules.Span, (byte)'}'];

    public static MatrixError? ObjectionToReading(Requester requester, UserId owner) => owner == requester.UserId
        ? null
        : MatrixError.Forbidden("Account data is its owner's alone.");

    public static MatrixError? ObjectionToWriting(Requester requester, UserId owner, string type, int bytes) => type switch
    {
        _ when owner != requester.UserId => MatrixError.Forbidden("Account data is its owner's alone."),
        "m.fully_read" => MatrixError.Of("M_BAD_JSON", 405, "The read marker is set by its own endpoint."),
        "m.push_rules" => MatrixError.Of("M_BAD_JSON", 405, "Push rules are set by their own endpoints."),
        _ when Encoding.UTF8.GetByteCount(type) > LongestType => MatrixError.InvalidParam("The type may have at most 255 bytes."),
        _ when bytes > MaximumBytes => MatrixError.TooLarge("One entry of account data may have at most 256 KiB."),
        _ => null,
    };
}
