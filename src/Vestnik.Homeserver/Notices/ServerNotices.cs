using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vestnik.Homeserver.AccountData;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Profiles;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Rooms.Founding;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Homeserver.Notices;

/// <summary>What the operator has to say to a person, in a room that is for nothing else.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#server-notices</remarks>
public sealed class ServerNotices(
    INoticeRooms rooms, IAccountStore accounts, RoomFounder founder, RoomViews views, RoomGrains grains, IAccountData accountData,
    IProfileStore profiles, HomeserverOptions options, TimeProvider clock)
{
    /// <summary>Characters of a notice.</summary>
    public const int LongestText = 10_000;

    private const string TagType = "m.tag";
    private const string Tag = "m.server_notice";

    /// <summary>Who speaks; nobody signs in as it.</summary>
    public UserId Speaker => options.Notices.SpeakerOn(options.ServerName);

    /// <summary>Says something to a person: invites them where they are not in their room of notices.</summary>
    /// <returns>The event; <c>M_NOT_FOUND</c> for nobody here; <c>M_INVALID_PARAM</c> for no text or too long a one.</returns>
    public async Task<Outcome<EventId>> SendAsync(UserId to, string text, CancellationToken cancel)
    {
        if (text.Trim().Length == 0 || text.Length > LongestText)
        {
            return MatrixError.InvalidParam($"A notice has between 1 and {LongestText} characters.");
        }

        if (to == Speaker || await accounts.FindAsync(to, cancel) is not { DeactivatedAt: null })
        {
            return MatrixError.NotFound("This server has no such account, or it has been deactivated.");
        }

        if (await SpeakerObjectionAsync(cancel) is { } objection)
        {
            return objection;
        }

        if (!(await RoomOfAsync(to, cancel)).Accepted(out var room, out var refusal)
            || !(await InviteAsync(room, to, cancel)).Accepted(out _, out refusal))
        {
            return refusal;
        }

        return await grains.Of(room).AppendAsync(new NewEvent
        {
            Sender = Speaker,
            Type = EventType.Message,
            Content = Canonical(new JsonObject { ["msgtype"] = Tag, ["server_notice_type"] = "io.vestnik.notice", ["body"] = text }),
        });
    }

    // Whoever registered the name before it was reserved keeps it.
    private async Task<MatrixError?> SpeakerObjectionAsync(CancellationToken cancel)
    {
        if (await accounts.FindAsync(Speaker, cancel) is not { } known)
        {
            await accounts.CreateAsync(new Account { UserId = Speaker, CreatedAt = clock.GetUtcNow().ToUnixTimeMilliseconds() }, session: null);
            return null;
        }

        return known is { PasswordHash: null, IsGuest: false, DeactivatedAt: null }
            ? null
            : MatrixError.Of("M_USER_IN_USE", 400, "Somebody has the name by which the server would speak: set Notices:Name to another one.");
    }

    private async Task<Outcome<RoomId>> RoomOfAsync(UserId to, CancellationToken cancel)
    {
        if (await rooms.FindAsync(to, cancel) is { } known
            && await views.FindAsync(known, cancel) is { } view && view.MembershipOf(Speaker) == Membership.Join)
        {
            return known;
        }

        RoomVersion.TryGet(options.Rooms.DefaultVersion, out var version);
        var founded = await founder.FoundAsync(
            new RoomWishes
            {
                Creator = Speaker,
                Version = version ?? RoomVersion.All["12"],
                Preset = Preset.PrivateChat,
                Name = options.Notices.RoomName ?? options.ServerName.ToString(),
                PowerLevelOverride = JsonDocument.Parse("""{"events_default": 50, "users_default": -10}""").RootElement,
            },
            cancel);
        if (founded.Accepted(out var room, out _))
        {
            await rooms.KeepAsync(to, room);
        }

        return founded;
    }

    /// <summary>The person is in the room or invited, and their clients know what the room is.</summary>
    private async Task<Outcome<bool>> InviteAsync(RoomId room, UserId to, CancellationToken cancel)
    {
        if (await views.FindAsync(room, cancel) is { } view && view.MembershipOf(to) is Membership.Join or Membership.Invite)
        {
            return true;
        }

        await accountData.ChangeAsync(to, room, TagType, WithTag);
        var profile = await profiles.FindAsync(to, cancel);
        return (await grains.Of(room).AppendAsync(new NewEvent
        {
            Sender = Speaker,
            Type = EventType.Member,
            StateKey = to.ToString(),
            Content = new MemberContents { Membership = Membership.Invite, DisplayName = profile?.DisplayName, AvatarUrl = profile?.AvatarUrl }.ToJson(),
        })).Select(_ => true);
    }

    private static Outcome<byte[]> WithTag(byte[]? content)
    {
        var tags = content is null ? [] : JsonNode.Parse(content)!.AsObject();
        if (tags["tags"] is not JsonObject own)
        {
            tags["tags"] = own = [];
        }

        own[Tag] = new JsonObject();
        return Canonical(tags);
    }

    private static byte[] Canonical(JsonObject json)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(output))
        {
            json.WriteTo(writer);
        }

        return CanonicalJson.Canonicalize(output.WrittenSpan).Match(bytes => bytes, refusal => throw new InvalidOperationException(refusal.Message));
    }
}
