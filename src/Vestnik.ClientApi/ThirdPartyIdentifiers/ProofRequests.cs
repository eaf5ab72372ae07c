using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Contacts;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.ThirdPartyIdentifiers;

/// <summary>What the six requests for a proof have in common.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#adding-account-administrative-contact-information</remarks>
public sealed class ProofRequests(ContactProofs proofs, HomeserverOptions options)
{
    internal Task<IResult> EmailAsync(ProofFor purpose, ObjectBody body, CancellationToken cancel) => ThirdPartyBody.Objection(body, "client_secret", "email") is { } objection
        ? Task.FromResult(objection)
        : proofs.Reaches(Contact.Email) ? AskAsync(purpose, body, json => Contact.OfEmail(json.GetProperty("email").GetString()!), cancel) : Task.FromResult(NoThirdParties.Denied);

    internal Task<IResult> PhoneAsync(ProofFor purpose, ObjectBody body, CancellationToken cancel) => ThirdPartyBody.Objection(body, "client_secret", "country", "phone_number") is { } objection
        ? Task.FromResult(objection)
        : proofs.Reaches(Contact.Phone)
            ? AskAsync(purpose, body, json => proofs.ReadPhone(json.GetProperty("country").GetString()!, json.GetProperty("phone_number").GetString()!), cancel)
            : Task.FromResult(NoThirdParties.Denied);

    private async Task<IResult> AskAsync(ProofFor purpose, ObjectBody body, Func<JsonElement, Outcome<Contact>> read, CancellationToken cancel)
    {
        using var parsed = JsonDocument.Parse(body.Bytes);
        var json = parsed.RootElement;
        if (!read(json).Accepted(out var contact, out var refusal))
        {
            return refusal.ToResponse();
        }

        if (!json.TryGetProperty("send_attempt", out var attempt) || attempt.ValueKind != JsonValueKind.Number || !attempt.TryGetInt64(out var number))
        {
            return MatrixError.MissingParam("The number send_attempt is missing.").ToResponse();
        }

        var wish = new ProofWish
        {
            For = purpose,
            Contact = contact,
            ClientSecret = json.GetProperty("client_secret").GetString()!,
            Attempt = number,
            NextLink = json.TryGetProperty("next_link", out var next) && next.ValueKind == JsonValueKind.String ? next.GetString() : null,
        };
        return (await proofs.RequestAsync(wish, cancel)).ToResponse(sid => new Response(sid, contact.Medium == Contact.Phone ? SubmitUrl() : null));
    }

    // The code of a short message is typed into the client, which brings it here.
    private string SubmitUrl() => $"{options.PublicBaseUrl.ToString().TrimEnd('/')}{ContactProofs.SubmitPath}";

    internal sealed record Response(string Sid, string? SubmitUrl);
}
