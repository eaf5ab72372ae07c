using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Vestnik.Homeserver.AppServices;
using Vestnik.Homeserver.Profiles;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Homeserver.Rooms.Founding;

/// <summary>Founds rooms: plans the first events, finds the room's id, and hands all to the room in one piece.</summary>
public sealed class RoomFounder(
    RoomGrains grains, IAliases aliases, IProfileStore profiles, InviteBlocking blocking, ServiceQueries services, TimeProvider clock,
    HomeserverOptions options)
{
    private const int Attempts = 10;

    /// <returns>
    /// The room; <c>M_ROOM_IN_USE</c> for a taken alias; <c>M_INVALID_ROOM_STATE</c> when the wishes contradict the rules
    /// of rooms; <c>M_INVITE_BLOCKED</c> when somebody who is to be invited does not want to be.
    /// </returns>
    public async Task<Outcome<RoomId>> FoundAsync(RoomWishes wishes, CancellationToken cancel)
    {
        if (wishes.Alias is { } alias && await aliases.FindAsync(alias, cancel) is not null)
        {
            return MatrixError.Of("M_ROOM_IN_USE", 400, "Another room has this alias.");
        }

        foreach (var guest in wishes.Invites)
        {
            if (await blocking.ObjectionAsync(guest, cancel) is { } objection)
            {
                return objection;
            }

            if (!(await services.ProvideAsync(guest, cancel)).Accepted(out _, out var silence))
            {
                return silence;
            }
        }

        var names = await NamesAsync(wishes, cancel);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // Where the id is the hash of the create event, two equal wishes within a millisecond make the same room: the next
            // attempt is made as if a little earlier.
            var at = attempt == 0 ? now : now - RandomNumberGenerator.GetInt32(1, 1000);
            if (!RoomPlan.Of(wishes, names, at).Accepted(out var events, out var refusal)
                || !IdOf(events[0], wishes.Version).Accepted(out var room, out refusal))
            {
                return refusal;
            }

            var founded = await grains.Of(room).FoundAsync(
                new FirstEvents { Version = wishes.Version.Id, Events = events, Alias = wishes.Alias, IsPublished = wishes.IsPublished });
            if (founded.Accepted(out _, out refusal))
            {
                return room;
            }

            if (refusal.Code != "M_ROOM_IN_USE" || wishes.Version.RoomIds != RoomIdFormat.CreateEventHash)
            {
                return refusal.Code == "M_FORBIDDEN" ? MatrixError.Of("M_INVALID_ROOM_STATE", 400, refusal.Message) : refusal;
            }
        }

        return wishes.Alias is null
            ? MatrixError.Unavailable("Too many rooms are being created at once; try again.")
            : MatrixError.Of("M_ROOM_IN_USE", 400, "Another room has this alias.");
    }

    /// <summary>The id of the room that a create event founds: a new one, or the hash of the event.</summary>
    internal Outcome<RoomId> IdOf(NewEvent create, RoomVersion version)
    {
        if (version.RoomIds == RoomIdFormat.ServerScoped)
        {
            return RoomId.Parse($"!{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(15))}:{options.ServerName}");
        }

        return new EventDraft
        {
            Room = null,
            Sender = create.Sender,
            Type = create.Type,
            StateKey = create.StateKey,
            Content = create.Content,
            PrevEvents = ImmutableArray<EventId>.Empty,
            AuthEvents = ImmutableArray<EventId>.Empty,
            Depth = 1,
            OriginServerTimestamp = create.Timestamp!.Value,
        }.Build(version).Select(pdu => pdu.Room);
    }

    private async Task<Dictionary<UserId, Profile>> NamesAsync(RoomWishes wishes, CancellationToken cancel)
    {
        var names = new Dictionary<UserId, Profile>();
        foreach (var user in wishes.Invites.Prepend(wishes.Creator))
        {
            if (await profiles.FindAsync(user, cancel) is { } profile)
            {
                names[user] = profile;
            }
        }

        return names;
    }
}
