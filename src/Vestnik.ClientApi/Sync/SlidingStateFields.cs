using System.Text.Json;
using Vestnik.Homeserver.Sync.Sliding;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Sync;

/// <summary>Reads which state of a room is wanted: pairs of type and key with signs of their own, or the proposal's object.</summary>
/// <remarks>
/// In pairs <c>*</c> stands for everything, <c>$ME</c> for the reader and <c>["m.room.member", "$LAZY"]</c> for the members that the timeline needs.
/// Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4186 (RequiredStateRequest) and https://github.com/matrix-org/matrix-spec-proposals/pull/3575
/// </remarks>
internal sealed class SlidingStateFields(SlidingFields fields, UserId reader)
{
    private const int MostPatterns = 1_000;
    private const string Name = "required_state";

    public RequiredState Read(JsonElement config)
    {
        if (config.TryGetProperty(Name, out var value) && value.ValueKind == JsonValueKind.Object)
        {
            return new RequiredState(Patterns(value, "include"), Patterns(value, "exclude"), fields.Switch(value, "lazy_members") ?? false);
        }

        var pairs = (fields.Elements(config, Name, MostPatterns) ?? []).Select(Pair).ToList();
        return new RequiredState(
            pairs.Where(pair => !IsLazy(pair)).Select(pair => new StatePattern(Every(pair.Type), pair.Key == "$ME" ? reader.ToString() : Every(pair.Key))),
            [],
            pairs.Exists(IsLazy));
    }

    private static bool IsLazy((string Type, string Key) pair) => pair is { Type: EventType.Member, Key: "$LAZY" };

    private static string? Every(string sign) => sign == "*" ? null : sign;

    private (string Type, string Key) Pair(JsonElement element)
    {
        var ends = fields.AsElements(element, Name, 2);
        if (ends?.Count != 2)
        {
            fields.Wrong<int>(Name, "made of pairs of type and state key");
            return ("", "");
        }

        return (fields.AsText(ends[0], Name) ?? "", fields.AsText(ends[1], Name) ?? "");
    }

    private IEnumerable<StatePattern> Patterns(JsonElement request, string name)
    {
        var patterns = new List<StatePattern>();
        foreach (var element in fields.Elements(request, name, MostPatterns) ?? [])
        {
            if (element.ValueKind == JsonValueKind.Object)
            {
                patterns.Add(new StatePattern(fields.Text(element, "type"), fields.Text(element, "state_key")));
            }
            else
            {
                fields.Wrong<int>(name, "made of objects");
            }
        }

        return patterns;
    }
}
