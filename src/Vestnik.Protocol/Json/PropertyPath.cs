using System.Collections.Immutable;
using System.Text;

namespace Vestnik.Protocol.Json;

/// <summary>A dot-separated path to a property, such as <c>content.m\.relates_to.rel_type</c>.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/appendices/#dot-separated-property-paths</remarks>
public sealed class PropertyPath
{
    private readonly ImmutableArray<byte[]> names;

    private PropertyPath(string text, ImmutableArray<byte[]> names) => (Text, this.names) = (text, names);

    /// <summary>The path as written.</summary>
    public string Text { get; }

    public static PropertyPath Parse(string text)
    {
        var path = ImmutableArray.CreateBuilder<byte[]>();
        var name = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when i + 1 < text.Length && text[i + 1] is '.' or '\\':
                    name.Append(text[++i]);
                    break;
                case '.':
                    path.Add(Spell(name));
                    break;
                default:
                    name.Append(text[i]);
                    break;
            }
        }

        path.Add(Spell(name));
        return new PropertyPath(text, path.ToImmutable());
    }

    /// <summary>The value at the path in a canonical object; empty when there is none.</summary>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> json)
    {
        foreach (var name in names)
        {
            json = CanonicalMembers.Find(json, name);
        }

        return json;
    }

    /// <summary>The name as canonical JSON spells it, without quotes.</summary>
    private static byte[] Spell(StringBuilder name)
    {
        using var spelled = new ByteSink(name.Length + 16);
        var sound = JsonText.TryAppend(name.ToString(), spelled);
        name.Clear();
        return sound ? spelled.Written[1..^1].ToArray() : [];
    }
}
