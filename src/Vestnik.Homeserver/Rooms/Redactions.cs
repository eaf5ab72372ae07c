using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.Rooms;

/// <summary>Who may take back what.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#redactions</remarks>
internal static class Redactions
{
    /// <summary>Null when the sender wrote the target or has the room's power to redact.</summary>
    public static MatrixError? Check(NewEvent redaction, TimelineEvent? target, PowerLevels power)
    {
        if (target is null)
        {
            return MatrixError.NotFound("The room has no such event to redact.");
        }

        return target.Event.Sender == redaction.Sender || power.UserLevel(redaction.Sender) >= power.Redact
            ? null
            : MatrixError.Forbidden("Redacting what others wrote needs more power in this room.");
    }
}
