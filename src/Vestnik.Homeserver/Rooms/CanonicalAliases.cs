using System.Text.Json;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms;

/// <summary>A room may call itself only by aliases that lead to it.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#mroomcanonical_alias</remarks>
public sealed class CanonicalAliases(RoomNames names)
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
