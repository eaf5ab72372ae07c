using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.Keys;

public sealed class CrossSigningTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task The_first_keys_need_no_password_and_the_same_again_none_either()
    {
        var (anna, identity) = await IdentityAsync("anna");

        (await anna.UploadsCrossSigningAsync(identity.Upload(anna))).Accepted();
    }

    [Fact]
    public async Task New_keys_in_place_of_old_ones_need_the_password()
    {
        var (anna, _) = await IdentityAsync("anna");
        var other = new Identity().Upload(anna);

        var challenge = await anna.UploadsCrossSigningAsync(other);
        challenge.Status.ShouldBe(401);
        other["auth"] = new JsonObject
        {
            ["type"] = "m.login.password",
            ["session"] = challenge.Text("session"),
            ["identifier"] = new JsonObject { ["type"] = "m.id.user", ["user"] = anna.UserId },
            ["password"] = Person.Password,
        };
        (await anna.UploadsCrossSigningAsync(other)).Accepted();

        (await anna.QueriesAsync(anna))["master_keys"].GetProperty(anna.UserId).GetProperty("keys").EnumerateObject().Single().Name
            .ShouldBe(other["master_key"]!["keys"]!.AsObject().Single().Key);
    }

    [Fact]
    public async Task Keys_without_a_master_key_are_refused()
    {
        var anna = await town.PersonAsync("anna");

        (await anna.UploadsCrossSigningAsync(new JsonObject { ["self_signing_key"] = new SigningPair().CrossSigning(anna, "self_signing") }))
            .Refused(400, "M_MISSING_PARAM");
    }

    [Fact]
    public async Task A_self_signing_key_that_the_master_key_did_not_sign_is_refused()
    {
        var anna = await town.PersonAsync("anna");
        var upload = new Identity().Upload(anna);
        upload["self_signing_key"] = new SigningPair().Sign(new SigningPair().CrossSigning(anna, "self_signing"), anna);

        (await anna.UploadsCrossSigningAsync(upload)).Refused(400, "M_INVALID_SIGNATURE");
    }

    [Fact]
    public async Task Only_its_owner_sees_the_user_signing_key()
    {
        var (anna, _) = await IdentityAsync("anna");
        var boris = await town.PersonAsync("boris");

        (await anna.QueriesAsync(anna))["user_signing_keys"].EnumerateObject().Count().ShouldBe(1);
        var seen = await boris.QueriesAsync(anna);
        seen["user_signing_keys"].EnumerateObject().ShouldBeEmpty();
        seen["master_keys"].EnumerateObject().Count().ShouldBe(1);
        seen["self_signing_keys"].EnumerateObject().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_device_that_its_owner_has_signed_shows_the_signature_to_everybody()
    {
        var (anna, identity) = await IdentityAsync("anna");
        var boris = await town.PersonAsync("boris");
        var device = await anna.PublishesDeviceAsync();
        device.Remove("signatures");

        var answer = await anna.UploadsSignaturesAsync(anna, anna.DeviceId, identity.SelfSigning.Sign(device, anna));

        answer.Accepted()["failures"].EnumerateObject().ShouldBeEmpty();
        var signatures = (await boris.QueriesAsync(anna))["device_keys"].GetProperty(anna.UserId).GetProperty(anna.DeviceId)
            .GetProperty("signatures").GetProperty(anna.UserId);
        signatures.EnumerateObject().Select(signature => signature.Name)
            .ShouldBe([$"ed25519:{anna.DeviceId}", $"ed25519:{identity.SelfSigning.Public}"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_signature_of_somebody_elses_master_key_is_seen_by_its_signer_only()
    {
        var (anna, hers) = await IdentityAsync("anna");
        var (boris, his) = await IdentityAsync("boris");
        var signed = hers.UserSigning.Sign(his.Master.CrossSigning(boris, "master"), anna);

        (await anna.UploadsSignaturesAsync(boris, his.Master.Public, signed)).Accepted()["failures"].EnumerateObject().ShouldBeEmpty();

        Signers(await anna.QueriesAsync(boris), boris).ShouldContain(anna.UserId);
        Signers(await boris.QueriesAsync(boris), boris).ShouldNotContain(anna.UserId);
    }

    [Fact]
    public async Task A_wrong_signature_is_named_as_a_failure_and_the_right_one_beside_it_is_kept()
    {
        var (anna, identity) = await IdentityAsync("anna");
        var device = await anna.PublishesDeviceAsync();
        var forged = new SigningPair().Sign(device, anna, $"ed25519:{identity.SelfSigning.Public}");

        var answer = (await anna.UploadsSignaturesAsync(anna, anna.DeviceId, forged)).Accepted();

        answer["failures"].GetProperty(anna.UserId).GetProperty(anna.DeviceId).GetProperty("errcode").GetString().ShouldBe("M_INVALID_SIGNATURE");
        (await anna.UploadsSignaturesAsync(anna, "NOSUCH", device)).Accepted()["failures"].GetProperty(anna.UserId).GetProperty("NOSUCH")
            .GetProperty("errcode").GetString().ShouldBe("M_NOT_FOUND");
    }

    private static List<string> Signers(Answer answer, Person owner) =>
        answer["master_keys"].GetProperty(owner.UserId).TryGetProperty("signatures", out var signatures)
            ? [.. signatures.EnumerateObject().Select(signer => signer.Name)]
            : [];

    private async Task<(Person Person, Identity Identity)> IdentityAsync(string name)
    {
        var person = await town.PersonAsync(name);
        var identity = new Identity();
        (await person.UploadsCrossSigningAsync(identity.Upload(person))).Accepted();
        return (person, identity);
    }

    private sealed class Identity
    {
        public SigningPair Master { get; } = new();

        public SigningPair SelfSigning { get; } = new();

        public SigningPair UserSigning { get; } = new();

        public JsonObject Upload(Person owner) => new()
        {
            ["master_key"] = Master.CrossSigning(owner, "master"),
            ["self_signing_key"] = Master.Sign(SelfSigning.CrossSigning(owner, "self_signing"), owner),
            ["user_signing_key"] = Master.Sign(UserSigning.CrossSigning(owner, "user_signing"), owner),
        };
    }
}
