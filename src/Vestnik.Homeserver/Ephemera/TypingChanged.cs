using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Ephemera;

/// <summary>Somebody types or has stopped, as one silo tells the others. Never stored; it may be lost.</summary>
[GenerateSerializer]
[Alias("vestnik.typing-changed")]
public sealed record TypingChanged : Fact
{
    [Id(0)]
    public required RoomId Room { get; init; }

    [Id(1)]
    public required UserId User { get; init; }

    /// <summary>For how long, in milliseconds; 0 when they have stopped.</summary>
    [Id(2)]
    public required long Milliseconds { get; init; }

    /// <summary>Whose <see cref="Said"/> it is: see <see cref="Typing.Epoch"/>.</summary>
    [Id(3)]
    public required long Epoch { get; init; }

    /// <summary>Counts what that silo has said: news may overtake each other.</summary>
    [Id(4)]
    public required long Said { get; init; }
}
