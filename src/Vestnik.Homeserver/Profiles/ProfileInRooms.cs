using Microsoft.Extensions.Logging;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Timers;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Profiles;

/// <summary>Tells the rooms that somebody is in of their new name and picture.</summary>
/// <remarks>
/// Each room gets what the profile says when it is told, so that of two changes in a hurry the later one stays everywhere.
/// Spec: https://spec.matrix.org/v1.19/client-server-api/#events-on-change-of-profile-information
/// </remarks>
public sealed partial class ProfileInRooms(
    IProfileStore profiles, IMemberships memberships, RoomViews views, RoomGrains grains, ILogger<ProfileInRooms> log) : ITimerKind
{
    private const int RoomsAtOnce = 8;
    private const string Name = "profile-in-rooms";

    public string Kind => Name;

    public string? StandingKey => null;

    /// <summary>The errand that follows from a change of this person's profile.</summary>
    public static Errand Of(UserId user) => new(Name, user.ToString());

    public async Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken cancel)
    {
        var user = UserId.Parse(timer.Key);
        var rooms = await memberships.OfAsync(user, cancel);
        await Parallel.ForEachAsync(
            rooms.Where(room => room.Membership == Membership.Join),
            new ParallelOptions { MaxDegreeOfParallelism = RoomsAtOnce, CancellationToken = cancel },
            async (room, stop) => await TellAsync(user, room.Room, stop));
        return null;
    }

    private async Task TellAsync(UserId user, RoomId room, CancellationToken cancel)
    {
        var view = await views.FindAsync(room, cancel);
        if (view?.MembershipOf(user) != Membership.Join || await profiles.FindAsync(user, cancel) is not { } profile)
        {
            return;
        }

        var (name, picture) = (view.Text(EventType.Member, "displayname", user.ToString()), view.Text(EventType.Member, "avatar_url", user.ToString()));
        if (name == profile.DisplayName && picture == profile.AvatarUrl)
        {
            return;
        }

        var said = await grains.Of(room).AppendAsync(new NewEvent
        {
            Sender = user,
            Type = EventType.Member,
            StateKey = user.ToString(),
            Content = new MemberContents
            {
                Membership = Membership.Join,
                DisplayName = profile.DisplayName,
                AvatarUrl = profile.AvatarUrl,
            }.ToJson(),
        });
        if (!said.Accepted(out _, out var refusal))
        {
            refusal.ThrowIfUnavailable();
            LogRefused(room, refusal.Code);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Room {Room} did not take a changed profile: {Code}")]
    private partial void LogRefused(RoomId room, string code);
}
