using System.Text;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>What a list shows of a room. Only what differs from the face that the device knows is sent.</summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4186 (RoomResult)</remarks>
internal sealed record RoomFace
{
    public required Membership Membership { get; init; }

    /// <summary>When somebody last did what people want to see, in milliseconds since 1970.</summary>
    public required long BumpStamp { get; init; }

    public required bool IsDirect { get; init; }

    public string? Name { get; init; }

    public string? Avatar { get; init; }

    /// <summary>Members to name a nameless room after, as JSON; empty when it has a name.</summary>
    public string Heroes { get; init; } = "";

    public int? Joined { get; init; }

    public int? Invited { get; init; }

    public int? Notifying { get; init; }

    public int? Highlighting { get; init; }

    /// <summary>The face without what only members may know.</summary>
    public static RoomFace OfStranger(RoomCard card) =>
        new() { Membership = card.Place.Membership, BumpStamp = card.Activity, IsDirect = card.IsDirect };

    /// <summary>The face for somebody who is in the room.</summary>
    public static RoomFace OfMember(RoomCard card, UserId reader, long bumpStamp, (int Notifying, int Highlighting) unread)
    {
        var name = card.View.Text(EventType.Name, "name") is { Length: > 0 } set ? set : null;
        return OfStranger(card) with
        {
            BumpStamp = bumpStamp,
            Name = name,
            Avatar = card.View.Text("m.room.avatar", "url") is { Length: > 0 } avatar ? avatar : null,
            Heroes = name is null ? HeroesOf(card.View, reader) : "",
            Joined = card.View.JoinedCount,
            Invited = card.View.InvitedCount,
            Notifying = unread.Notifying,
            Highlighting = unread.Highlighting,
        };
    }

    /// <summary>Writes what differs from what the device knows.</summary>
    /// <returns>True when there was something.</returns>
    public bool Write(RoomFace? known, AnswerBuffer output, JsonList members)
    {
        if (this == known)
        {
            return false;
        }

        WriteText("\"name\":"u8, Name, known?.Name, output, members);
        WriteText("\"avatar\":"u8, Avatar, known?.Avatar, output, members);
        if (Heroes.Length > 0 && Heroes != known?.Heroes)
        {
            members.Next(output);
            output.Append("\"heroes\":"u8);
            output.Append(Encoding.UTF8.GetBytes(Heroes));
        }

        if (IsDirect != (known?.IsDirect ?? false))
        {
            members.Next(output);
            output.Append(IsDirect ? "\"is_dm\":true"u8 : "\"is_dm\":false"u8);
        }

        if (Membership != known?.Membership)
        {
            members.Next(output);
            output.Append("\"membership\":\""u8);
            output.Append(Membership.Spelled());
            output.Append("\""u8);
        }

        WriteNumber("\"bump_stamp\":"u8, BumpStamp, known?.BumpStamp, output, members);
        WriteNumber("\"joined_count\":"u8, Joined, known?.Joined, output, members);
        WriteNumber("\"invited_count\":"u8, Invited, known?.Invited, output, members);
        WriteNumber("\"notification_count\":"u8, Notifying, known?.Notifying, output, members);
        WriteNumber("\"highlight_count\":"u8, Highlighting, known?.Highlighting, output, members);
        return true;
    }

    private static void WriteText(ReadOnlySpan<byte> member, string? text, string? known, AnswerBuffer output, JsonList members)
    {
        if (text == known)
        {
            return;
        }

        members.Next(output);
        output.Append(member);
        if (text is null)
        {
            output.Append("null"u8);
        }
        else
        {
            output.AppendText(text);
        }
    }

    private static void WriteNumber(ReadOnlySpan<byte> member, long? number, long? known, AnswerBuffer output, JsonList members)
    {
        if (number is { } told && number != known)
        {
            members.Next(output);
            output.Append(member);
            output.AppendNumber(told);
        }
    }

    private static string HeroesOf(RoomView view, UserId reader)
    {
        using var output = new AnswerBuffer();
        var heroes = new JsonList();
        output.Append("["u8);
        foreach (var hero in view.Heroes(reader))
        {
            heroes.Next(output);
            var content = view.State.Find(EventType.Member, hero.ToString())!.Content;
            var members = new JsonList();
            output.Append("{"u8);
            WriteText("\"user_id\":"u8, hero.ToString(), null, output, members);
            WriteText("\"displayname\":"u8, ContentText.Find(content, "displayname"), null, output, members);
            WriteText("\"avatar_url\":"u8, ContentText.Find(content, "avatar_url"), null, output, members);
            output.Append("}"u8);
        }

        output.Append("]"u8);
        return heroes.IsEmpty ? "" : Encoding.UTF8.GetString(output.Written.Span);
    }
}
