using System.Text.Json;

namespace Vestnik.Homeserver.Rooms;

/// <summary>Reads single strings out of an event's content.</summary>
public static class ContentText
{
    /// <summary>The top-level member of this name when it is a string, else null.</summary>
    public static string? Find(ReadOnlyMemory<byte> content, string member)
    {
        var reader = new Utf8JsonReader(content.Span);
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
