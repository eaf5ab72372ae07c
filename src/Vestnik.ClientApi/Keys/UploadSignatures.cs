using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Keys;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Keys;

/// <summary><c>POST /_matrix/client/v3/keys/signatures/upload</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3keyssignaturesupload</remarks>
public sealed class UploadSignatures : IEndpoint
{
    private const int MostKeys = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/_matrix/client/v3/keys/signatures/upload", HandleAsync);
        routes.MapPost("/_matrix/client/unstable/keys/signatures/upload", HandleAsync);
    }

    private sealed record Signed(UserId Owner, string Key, JsonElement Json);

    private static async Task<IResult> HandleAsync(
        RawJson body, Requester requester, IDeviceKeyStore keys, ICrossSigningStore store, CancellationToken cancel)
    {
        if (!StrictJson.Parse(body).Then(Read).Accepted(out var uploads, out var refusal))
        {
            return refusal.ToResponse();
        }

        var people = await keys.FindAsync(
            [requester.UserId, .. uploads.Select(upload => upload.Owner).Distinct().Where(owner => owner != requester.UserId)],
            requester.UserId,
            cancel);
        var signer = people.First(person => person.User == requester.UserId);
        var accepted = new List<KeySignature>();
        var failures = new List<(Signed Upload, MatrixError Error)>();
        foreach (var upload in uploads)
        {
            var owner = people.FirstOrDefault(person => person.User == upload.Owner);
            if (SignatureUpload.Check(upload.Json, upload.Key, owner, signer).Accepted(out var signatures, out var error))
            {
                accepted.AddRange(signatures);
            }
            else
            {
                failures.Add((upload, error));
            }
        }

        if (accepted.Count > 0)
        {
            await store.AddSignaturesAsync(requester.UserId, accepted);
        }

        return new RawAnswer(Write(failures));
    }

    private static Outcome<List<Signed>> Read(JsonElement body)
    {
        var uploads = new List<Signed>();
        foreach (var owner in body.EnumerateObject())
        {
            if (!UserId.TryParse(owner.Name, out var user) || owner.Value.ValueKind != JsonValueKind.Object)
            {
                return MatrixError.InvalidParam("Signed keys are an object by user id and key id.");
            }

            foreach (var key in owner.Value.EnumerateObject())
            {
                if (key.Value.ValueKind != JsonValueKind.Object)
                {
                    return MatrixError.BadJson("A signed key is a JSON object.");
                }

                uploads.Add(new Signed(user, key.Name, key.Value));
            }
        }

        return uploads.Count <= MostKeys ? uploads : MatrixError.TooLarge($"Upload signatures of at most {MostKeys} keys at once.");
    }

    private static ReadOnlyMemory<byte> Write(List<(Signed Upload, MatrixError Error)> failures)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteStartObject("failures"u8);
        foreach (var owner in failures.GroupBy(failure => failure.Upload.Owner))
        {
            json.WriteStartObject(owner.Key.ToString());
            foreach (var (upload, error) in owner)
            {
                json.WriteStartObject(upload.Key);
                json.WriteString("errcode"u8, error.Code);
                json.WriteString("error"u8, error.Message);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }
}
