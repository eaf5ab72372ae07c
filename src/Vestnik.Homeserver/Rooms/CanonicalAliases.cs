using System.Buffers;
using System.Text.Json;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;

namespace Vestnik.Homeserver.Rooms;

/// <summary>A room may call itself only by aliases that lead to it.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#mroomcanonical_alias</remarks>
public sealed class CanonicalAliases(RoomNames names, RoomGrains grains)
{
    /// <summary>Null when every alias that the room does not have yet is well-formed and leads to the room.</summary>
    public async ValueTask<MatrixError?> ObjectionAsync(RoomView view, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        if (!Read(content).Accepted(out var wanted, out var malformed))
        {
            return malformed;
        }

        var known = view.State.Find(EventType.CanonicalAlias, "") is { } current
            ? Read(current.Content).Match(aliases => aliases, _ => [])
            : [];
        foreach (var alias in wanted.Except(known, StringComparer.Ordinal))
        {
            if (!RoomAlias.TryParse(alias, out var parsed))
            {
                return MatrixError.InvalidParam("An alias of the room is not a room alias.");
            }

            if (!(await names.FindAsync(parsed, cancel)).Accepted(out var room, out _) || room != view.Id)
            {
                return MatrixError.Of("M_BAD_ALIAS", 400, "An alias of the room does not lead to the room.");
            }
        }

        return null;
    }

    /// <summary>Where the room calls itself by an alias that is gone, it stops doing so, as far as the person may say so.</summary>
    public async Task TakeOutAsync(RoomView view, RoomAlias alias, UserId user)
    {
        if (view.State.Find(EventType.CanonicalAlias, "") is not { } current
            || !Read(current.Content).Match(known => known, _ => []).Contains(alias.ToString(), StringComparer.Ordinal))
        {
            return;
        }

        // The alias is gone whether or not the room lets this person say so.
        _ = await grains.Of(view.Id).AppendAsync(new NewEvent
        {
            Sender = user,
            Type = EventType.CanonicalAlias,
            StateKey = "",
            Content = Without(current.Content, alias.ToString()),
        });
    }

    private static ReadOnlyMemory<byte> Without(ReadOnlyMemory<byte> content, string alias)
    {
        using var json = JsonDocument.Parse(content);
        var output = new ArrayBufferWriter<byte>(content.Length);
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (member.NameEquals("alt_aliases"))
                {
                    writer.WriteStartArray(member.Name);
                    foreach (var other in member.Value.EnumerateArray().Where(other => other.GetString() != alias))
                    {
                        other.WriteTo(writer);
                    }

                    writer.WriteEndArray();
                }
                else if (!(member.NameEquals("alias") && member.Value.GetString() == alias))
                {
                    member.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        return CanonicalJson.Canonicalize(output.WrittenSpan).Match(bytes => bytes, _ => content.ToArray());
    }

    private static Outcome<List<string>> Read(ReadOnlyMemory<byte> content)
    {
        using var json = JsonDocument.Parse(content);
        var aliases = new List<string>();
        var sound = true;
        if (json.RootElement.TryGetProperty("alias", out var main) && main.ValueKind is not JsonValueKind.Null)
        {
            sound &= Add(main, aliases);
        }

        if (json.RootElement.TryGetProperty("alt_aliases", out var others))
        {
            sound &= others.ValueKind == JsonValueKind.Array && others.EnumerateArray().All(other => Add(other, aliases));
        }

        return sound ? aliases : MatrixError.BadJson("alias is a string and alt_aliases is a list of strings.");
    }

    private static bool Add(JsonElement alias, List<string> aliases)
    {
        if (alias.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        if (alias.GetString() is { Length: > 0 } text)
        {
            aliases.Add(text);
        }

        return true;
    }
}
