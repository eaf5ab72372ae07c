using System.Text.Json;
using Vestnik.Homeserver.Rooms.Relations;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Json;

namespace Vestnik.Homeserver.Search;

/// <summary>What of an event is searched; the numbers stand in the archive.</summary>
[Flags]
public enum SearchFields
{
    None = 0,

    /// <summary><c>content.body</c> of a message.</summary>
    Body = 1,

    /// <summary><c>content.name</c> of a room.</summary>
    Name = 2,

    /// <summary><c>content.topic</c> of a room.</summary>
    Topic = 4,

    All = Body | Name | Topic,
}

/// <summary>The text of an event that people search.</summary>
/// <param name="Field">Where it stands.</param>
/// <param name="Text">As it was written.</param>
/// <param name="IsEdit">It stands for the text of another event.</param>
public readonly record struct SearchedText(SearchFields Field, string Text, bool IsEdit)
{
    /// <summary>Null for events without such a text: encrypted ones, redacted ones, other types.</summary>
    public static SearchedText? Of(Pdu pdu)
    {
        var (field, member) = (pdu.Type, pdu.StateKey) switch
        {
            (EventType.Message, null) => (SearchFields.Body, "body"),
            (EventType.Name, "") => (SearchFields.Name, "name"),
            (EventType.Topic, "") => (SearchFields.Topic, "topic"),
            _ => (SearchFields.None, ""),
        };
        if (field == SearchFields.None)
        {
            return null;
        }

        var content = pdu.Content.Span;
        var edits = field == SearchFields.Body && EventRelation.In(content)?.Kind == EventRelation.Replacement;
        var holder = edits ? CanonicalMembers.Find(content, "m.new_content"u8) : content;
        return holder.Length > 0 && holder[0] == (byte)'{' && Member(holder, member) is { Length: > 0 } text ? new(field, text, edits) : null;
    }

    private static string? Member(ReadOnlySpan<byte> holder, string member)
    {
        var reader = new Utf8JsonReader(holder);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(member);
            reader.Read();
            if (found)
            {
                return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }

            reader.Skip();
        }

        return null;
    }
}
