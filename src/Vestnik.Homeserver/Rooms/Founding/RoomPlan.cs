using System.Collections.Immutable;
using Vestnik.Homeserver.Profiles;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Founding;

/// <summary>
/// Turns wishes into the first events of a room, in the order of the specification: create, the creator's join, power
/// levels, alias, preset, initial state, name and topic, invites.
/// </summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3createroom</remarks>
internal sealed class RoomPlan
{
    private readonly RoomWishes wishes;
    private readonly IReadOnlyDictionary<UserId, Profile> profiles;
    private readonly long now;
    private readonly ImmutableArray<NewEvent>.Builder events = ImmutableArray.CreateBuilder<NewEvent>();
    private MatrixError? refusal;

    private RoomPlan(RoomWishes wishes, IReadOnlyDictionary<UserId, Profile> profiles, long now) =>
        (this.wishes, this.profiles, this.now) = (wishes, profiles, now);

    /// <param name="wishes">What is wanted.</param>
    /// <param name="profiles">Of the creator and the invited, as far as they have one.</param>
    /// <param name="now">Milliseconds since 1970: the time of every event.</param>
    public static Outcome<ImmutableArray<NewEvent>> Of(RoomWishes wishes, IReadOnlyDictionary<UserId, Profile> profiles, long now)
    {
        var plan = new RoomPlan(wishes, profiles, now);
        plan.AddFoundation();
        plan.AddPreset();
        plan.AddInitialState();
        plan.AddNameAndTopic();
        plan.AddInvites();
        return plan.refusal is { } refusal ? refusal : plan.events.ToImmutable();
    }

    private void AddFoundation()
    {
        Add(EventType.Create, FirstContents.Create(wishes));
        AddMember(wishes.Creator, new MemberContents { Membership = Membership.Join });
        Add(EventType.PowerLevels, FirstContents.PowerLevels(wishes));
        if (wishes.Alias is { } alias)
        {
            Add(EventType.CanonicalAlias, FirstContents.Text("alias", alias.ToString()));
        }
    }

    private void AddPreset()
    {
        var isPublic = wishes.Preset == Preset.PublicChat;
        AddUnlessWished(EventType.JoinRules, "join_rule", isPublic ? "public" : "invite");
        AddUnlessWished(EventType.HistoryVisibility, "history_visibility", "shared");
        AddUnlessWished(EventType.GuestAccess, "guest_access", isPublic ? "forbidden" : "can_join");
    }

    private void AddInitialState()
    {
        foreach (var state in wishes.InitialState)
        {
            var replaced = state.StateKey.Length == 0
                && ((state.Type == EventType.Name && wishes.Name is not null) || (state.Type == EventType.Topic && wishes.Topic is not null));
            if (!replaced)
            {
                Add(state.Type, FirstContents.Of(state.Content, wishes.Version), state.StateKey);
            }
        }
    }

    private void AddNameAndTopic()
    {
        if (wishes.Name is { } name)
        {
            Add(EventType.Name, FirstContents.Text("name", name));
        }

        if (wishes.Topic is { } topic)
        {
            Add(EventType.Topic, FirstContents.Topic(topic, wishes.Version));
        }
    }

    private void AddInvites()
    {
        foreach (var guest in wishes.Invites)
        {
            AddMember(guest, new MemberContents { Membership = Membership.Invite, IsDirect = wishes.IsDirect });
        }
    }

    private void AddUnlessWished(string type, string name, string value)
    {
        if (!wishes.InitialState.Any(state => state.Type == type && state.StateKey.Length == 0))
        {
            Add(type, FirstContents.Text(name, value));
        }
    }

    private void AddMember(UserId user, MemberContents member)
    {
        var profile = profiles.GetValueOrDefault(user);
        var named = member with { DisplayName = profile?.DisplayName, AvatarUrl = profile?.AvatarUrl };
        Add(EventType.Member, named.ToJson(), user.ToString());
    }

    private void Add(string type, Outcome<ReadOnlyMemory<byte>> content, string stateKey = "")
    {
        if (!content.Accepted(out var canonical, out var malformed))
        {
            refusal ??= malformed;
            return;
        }

        events.Add(new NewEvent
        {
            Sender = wishes.Creator,
            Type = type,
            StateKey = stateKey,
            Content = canonical,
            Timestamp = now,
        });
    }
}
