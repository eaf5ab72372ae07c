using Vestnik.Homeserver.AppServices;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Vestnik.Gateways.AppServices;

/// <summary>One mapping of a registration file, and what is wrong with it in words.</summary>
internal sealed class RegistrationEntry(YamlMappingNode node, string file)
{
    /// <summary>A text that has to be there.</summary>
    public string Text(string key) =>
        Find(key) is YamlScalarNode { Value: { Length: > 0 } text } ? text : throw Wrong(key, "is missing or empty");

    /// <summary>An address of HTTP, without a slash at its end; null where none is wished.</summary>
    public Uri? Address(string key)
    {
        if (Find(key) is not YamlScalarNode { Value: var text } || IsNull(text))
        {
            return null;
        }

        return Uri.TryCreate(text!.TrimEnd('/'), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw Wrong(key, "is neither null nor an http or https address");

        bool IsNull(string? value) =>
            Find(key) is YamlScalarNode { Style: ScalarStyle.Plain } && value is null or "" or "null" or "~" or "Null" or "NULL";
    }

    public bool Flag(string key, bool otherwise) => Find(key) switch
    {
        null => otherwise,
        YamlScalarNode { Value: "true" or "True" or "TRUE" } => true,
        YamlScalarNode { Value: "false" or "False" or "FALSE" } => false,
        _ => throw Wrong(key, "is neither true nor false"),
    };

    public IReadOnlyList<string> Texts(string key) =>
        [.. Items(key).Select(item => item is YamlScalarNode { Value: { Length: > 0 } text } ? text : throw Wrong(key, "is not a list of texts"))];

    public IReadOnlyList<NameClaim> Claims(string key) => [.. Items(key).Select(item => Claim(key, item))];

    public RegistrationEntry Entry(string key) =>
        Find(key) is YamlMappingNode inner ? new(inner, file) : throw Wrong(key, "is missing or is no mapping");

    public InvalidDataException Wrong(string key, string how) => new($"{file}: {key} {how}.");

    private NameClaim Claim(string key, YamlNode item)
    {
        if (item is not YamlMappingNode inner)
        {
            throw Wrong(key, "holds something that is no mapping");
        }

        var entry = new RegistrationEntry(inner, file);
        return NameClaim.TryRead(entry.Text("regex"), entry.Flag("exclusive", otherwise: false))
            ?? throw Wrong(key, "holds a regex that cannot be used: it is malformed, or it looks around or back");
    }

    private IEnumerable<YamlNode> Items(string key) => Find(key) switch
    {
        null or YamlScalarNode { Value: null or "" or "null" or "~" } => [],
        YamlSequenceNode items => items,
        _ => throw Wrong(key, "is no list"),
    };

    private YamlNode? Find(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;
}
