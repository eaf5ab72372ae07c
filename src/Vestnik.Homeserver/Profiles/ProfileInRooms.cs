using Microsoft.Extensions.Logging;
using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Profiles;

/// <summary>Tells the rooms that somebody is in of their new name and picture.</summary>
/// <remarks>
/// Each room gets what the profile says when it is told, so that of two changes in a hurry the later one stays everywhere.
/// Spec: https://spec.matrix.org/v1.19/client-server-api/#events-on-change-of-profile-information
/// </remarks>
public sealed partial class ProfileInRooms(
    IProfileStore profiles, IMemberships memberships, RoomViews views, IGrainFactory grains, TimeProvider clock, ILogger<ProfileInRooms> log)
{
    private const int RoomsAtOnce = 8;

    /// <summary>So long the person waits; whoever is in very many rooms sees the last of them change a little later.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task TellAsync(UserId user)
    {
        var telling = TellAllAsync(user);
        await Task.WhenAny(telling, Task.Delay(Patience, clock));
    }

    private async Task TellAllAsync(UserId user)
    {
        try
        {
            var rooms = await memberships.OfAsync(user, CancellationToken.None);
            await Parallel.ForEachAsync(
                rooms.Where(room => room.Membership == Membership.Join),
                new ParallelOptions { MaxDegreeOfParallelism = RoomsAtOnce },
                async (room, cancel) => await TellAsync(user, room.Room, cancel));
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException or ObjectDisposedException)
        {
            LogUntold(e);
        }
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

        var said = await grains.GetGrain<IRoom>(room.ToString()).AppendAsync(new NewEvent
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
            LogRefused(room, refusal.Code);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not every room could be told of a changed profile")]
    private partial void LogUntold(Exception cause);

    [LoggerMessage(Level = LogLevel.Information, Message = "Room {Room} did not take a changed profile: {Code}")]
    private partial void LogRefused(RoomId room, string code);
}
