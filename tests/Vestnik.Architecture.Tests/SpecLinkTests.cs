using System.Text.RegularExpressions;

namespace Vestnik.Architecture.Tests;

/// <summary>
/// Links to the Matrix specification lead to an anchor that exists. Needs a work tree of the specification at
/// <c>MATRIX_SPEC_DIR</c>; without it the test is skipped, and says so.
/// </summary>
public sealed partial class SpecLinkTests
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head"];

    private static string? Specification => Environment.GetEnvironmentVariable("MATRIX_SPEC_DIR");

    [Fact]
    public void Every_link_to_the_specification_leads_to_an_anchor_that_exists()
    {
        Assert.SkipWhen(Specification is null, "MATRIX_SPEC_DIR names no work tree of the Matrix specification.");
        var known = Operations().Concat(Headings()).ToHashSet(StringComparer.Ordinal);
        known.Count.ShouldBeGreaterThan(500, "the specification was not read");

        Repository.Sources("src/", ".cs")
            .SelectMany(file => Link().Matches(Repository.Read(file)).Select(match => (File: file, Anchor: match.Groups["it"].Value)))
            .Where(link => !known.Contains(link.Anchor) && !known.Contains(RepeatNumber().Replace(link.Anchor, "")))
            .Select(link => $"{link.File}: #{link.Anchor}")
            .ShouldBeEmpty();
    }

    /// <summary>An operation's anchor is its method and its path without slashes, dots and braces.</summary>
    private static IEnumerable<string> Operations()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Specification!, "data", "api"), "*.yaml", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            var basePath = BasePath().Match(text).Groups["it"].Value;
            string? path = null;
            foreach (var line in text.Split('\n'))
            {
                if (PathLine().Match(line) is { Success: true } found)
                {
                    path = found.Groups["it"].Value;
                }
                else if (path is not null && line.Length > 5 && line.StartsWith("    ", StringComparison.Ordinal) && Methods.Contains(line[4..].TrimEnd(':', ' ', '\r'), StringComparer.Ordinal))
                {
                    yield return line[4..].TrimEnd(':', ' ', '\r') + NotInAnchor().Replace(basePath + path, "").ToLowerInvariant();
                }
            }
        }
    }

    private static IEnumerable<string> Headings() =>
        Directory.EnumerateFiles(Path.Combine(Specification!, "content"), "*.md", SearchOption.AllDirectories)
            .SelectMany(file => Heading().Matches(File.ReadAllText(file)))
            .Select(match => NotInHeading().Replace(match.Groups["it"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))
            .Concat(EventTypes())
            .Concat(GivenAnchors());

    /// <summary>Headings that repeat on a page bear an anchor of their own.</summary>
    private static IEnumerable<string> GivenAnchors() =>
        Directory.EnumerateFiles(Path.Combine(Specification!, "content"), "*.md", SearchOption.AllDirectories)
            .SelectMany(file => GivenAnchor().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["it"].Value);

    /// <summary>An event type's heading is the type itself; the file of its schema bears the same name.</summary>
    private static IEnumerable<string> EventTypes() =>
        Directory.EnumerateFiles(Path.Combine(Specification!, "data", "event-schemas", "schema"), "*.yaml", SearchOption.AllDirectories)
            .Select(file => NotInHeading().Replace(Path.GetFileNameWithoutExtension(file).Split('$')[0].ToLowerInvariant(), ""));

    [GeneratedRegex(@"https://spec\.matrix\.org/v1\.19/[^\s#<""]*#(?<it>[^\s<""),;]+?)\.?(?=[\s<""),;]|$)", RegexOptions.Multiline, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"default: (?<it>/[_.]\S*)", RegexOptions.Multiline, 1000)]
    private static partial Regex BasePath();

    [GeneratedRegex(@"^  ""?(?<it>/[^"":]*)""?:", RegexOptions.None, 1000)]
    private static partial Regex PathLine();

    [GeneratedRegex(@"(?:id=""|\{#)(?<it>[^""}]+)", RegexOptions.None, 1000)]
    private static partial Regex GivenAnchor();

    [GeneratedRegex(@"^#+ (?<it>.+)$", RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();

    // The second heading of the same words on a page ends in -1.
    [GeneratedRegex(@"-\d+$", RegexOptions.None, 1000)]
    private static partial Regex RepeatNumber();

    [GeneratedRegex(@"[^\w-]", RegexOptions.None, 1000)]
    private static partial Regex NotInAnchor();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, 1000)]
    private static partial Regex NotInHeading();
}
