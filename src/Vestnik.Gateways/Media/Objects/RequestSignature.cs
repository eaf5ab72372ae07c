using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Vestnik.Homeserver;

namespace Vestnik.Gateways.Media.Objects;

/// <summary>Signs requests as object stores ask for it: AWS Signature Version 4, in the header.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html</remarks>
internal static class RequestSignature
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Adds the headers of the signature. Its path is final then.</summary>
    /// <param name="request">Without a query; its path holds only characters that stand for themselves.</param>
    /// <param name="payload">SHA-256 of the body.</param>
    /// <param name="storage">Whose keys sign.</param>
    /// <param name="now">The store refuses what is a quarter of an hour off.</param>
    public static void Sign(HttpRequestMessage request, byte[] payload, ObjectStorageOptions storage, DateTimeOffset now)
    {
        var moment = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var hash = Convert.ToHexStringLower(payload);

        // The range is not signed: proxies may cut it, and other signers leave it out.
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = request.RequestUri!.Authority,
            ["x-amz-content-sha256"] = hash,
            ["x-amz-date"] = moment,
        };
        var names = string.Join(';', signed.Keys);
        var headers = string.Concat(signed.Select(header => $"{header.Key}:{header.Value}\n"));
        var canonical = $"{request.Method}\n{request.RequestUri.AbsolutePath}\n\n{headers}\n{names}\n{hash}";
        var scope = $"{moment[..8]}/{storage.Region}/s3/aws4_request";
        var toSign = $"{Algorithm}\n{moment}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var signature = Convert.ToHexStringLower(Mac(KeyOf(storage, moment[..8]), toSign));
        request.Headers.Host = request.RequestUri.Authority;
        request.Headers.Add("x-amz-content-sha256", hash);
        request.Headers.Add("x-amz-date", moment);
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"{Algorithm} Credential={storage.AccessKey}/{scope}, SignedHeaders={names}, Signature={signature}");
    }

    private static byte[] KeyOf(ObjectStorageOptions storage, string day) =>
        Mac(Mac(Mac(Mac(Encoding.UTF8.GetBytes($"AWS4{storage.SecretKey}"), day), storage.Region), "s3"), "aws4_request");

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
