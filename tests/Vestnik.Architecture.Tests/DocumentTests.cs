using System.Text.RegularExpressions;

namespace Vestnik.Architecture.Tests;

public sealed partial class DocumentTests
{
    private static readonly string[] Pages = [.. Repository.Sources("", ".md")];

    [Fact]
    public void Every_link_between_pages_leads_somewhere() =>
        Pages.SelectMany(BrokenLinks).ShouldBeEmpty();

    [Fact]
    public void Every_decision_record_says_context_decision_and_consequences() =>
        Repository.Sources("docs/adr/", ".md")
            .Where(page => new[] { "## Context", "## Decision", "## Consequences" }.Any(part => !Repository.Read(page).Contains(part, StringComparison.Ordinal)))
            .ShouldBeEmpty();

    [Fact]
    public void A_recipe_has_at_most_five_steps() =>
        Repository.Sources("docs/recipes/", ".md").Where(page => SixthStep().IsMatch(Repository.Read(page))).ShouldBeEmpty();

    private static IEnumerable<string> BrokenLinks(string page) =>
        Link().Matches(Repository.Read(page))
            .Select(match => match.Groups["it"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(target => !LeadsSomewhere(page, target))
            .Select(target => $"{page}: {target}");

    private static bool LeadsSomewhere(string page, string target)
    {
        var parts = target.Split('#');
        var file = parts[0].Length == 0 ? page : Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, parts[0]));
        return Path.Exists(Repository.PathOf(file)) && (parts.Length == 1 || Anchors(file).Contains(parts[1], StringComparer.Ordinal));
    }

    private static IEnumerable<string> Anchors(string page) =>
        Heading().Matches(Repository.Read(page))
            .Select(match => NotInAnchor().Replace(match.Groups["it"].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<it>[^)\s]+)\)", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<it>.+)$", RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, 1000)]
    private static partial Regex NotInAnchor();

    [GeneratedRegex(@"^6\. ", RegexOptions.Multiline, 1000)]
    private static partial Regex SixthStep();
}
