using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Reporting;

/// <summary>Takes reports about what exists and what the reporter may know of.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#reporting-content</remarks>
public sealed class Complaints(IReports reports, RoomViews views, RoomReading reading, IAccountStore accounts, TimeProvider clock)
{
    private const int LongestReason = 4_000;

    /// <returns>True; <c>M_NOT_FOUND</c> for an unknown room.</returns>
    public async Task<Outcome<bool>> AboutRoomAsync(UserId reporter, RoomId room, string? reason, CancellationToken cancel) =>
        await views.FindAsync(room, cancel) is null
            ? MatrixError.NotFound("This server knows no such room.")
            : await FileAsync(new Report { Reporter = reporter, Room = room, Reason = reason ?? "" });

    /// <returns>True; <c>M_NOT_FOUND</c> when the reporter is not in the room or may not see the event.</returns>
    public async Task<Outcome<bool>> AboutEventAsync(UserId reporter, RoomId room, EventId id, string? reason, CancellationToken cancel) =>
        (await reading.OpenAsync(room, reporter, cancel)).Accepted(out var access, out _)
        && access.View.MembershipOf(reporter) == Membership.Join
        && await reading.EventAsync(access, id, cancel) is not null
            ? await FileAsync(new Report { Reporter = reporter, Room = room, Event = id, Reason = reason ?? "" })
            : MatrixError.NotFound("There is no such event, or you are not in its room.");

    /// <returns>True; <c>M_NOT_FOUND</c> for somebody who has no account here.</returns>
    public async Task<Outcome<bool>> AboutPersonAsync(UserId reporter, UserId person, string? reason, CancellationToken cancel) =>
        await accounts.FindAsync(person, cancel) is null
            ? MatrixError.NotFound("This server knows no such person.")
            : await FileAsync(new Report { Reporter = reporter, Person = person, Reason = reason ?? "" });

    private async Task<Outcome<bool>> FileAsync(Report report)
    {
        if (report.Reason.Length > LongestReason)
        {
            return MatrixError.TooLarge($"A reason has at most {LongestReason} characters.");
        }

        await reports.FileAsync(report, clock.GetUtcNow().ToUnixTimeMilliseconds());
        return true;
    }
}
