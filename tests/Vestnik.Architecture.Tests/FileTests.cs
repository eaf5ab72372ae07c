using System.Text.RegularExpressions;

namespace Vestnik.Architecture.Tests;

public sealed partial class FileTests
{
    private const int MostLines = 300;

    private static readonly string[] Sources = [.. Repository.Sources("", ".cs", ".ts", ".tsx", ".css", ".mjs", ".sql", ".sh", ".pl")];

    /// <summary>Long for a reason that stands beside the name. The list may only become shorter.</summary>
    private static readonly string[] Long = [];

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Sources.Except(Long, StringComparer.Ordinal)
            .Select(file => (File: file, Lines: File.ReadLines(Repository.PathOf(file)).Count()))
            .Where(file => file.Lines > MostLines)
            .Select(file => $"{file.File}: {file.Lines}")
            .ShouldBeEmpty();

    [Fact]
    public void A_file_that_became_short_leaves_the_list_of_long_ones() =>
        Long.Where(file => !File.Exists(Repository.PathOf(file)) || File.ReadLines(Repository.PathOf(file)).Count() <= MostLines).ShouldBeEmpty();

    [Fact]
    public void A_namespace_is_its_folder() =>
        Repository.Sources("src/", ".cs")
            .Select(file => (File: file, Namespace: Namespace().Match(Repository.Read(file)).Groups["it"].Value))
            .Where(found => found.Namespace.Length > 0 && found.Namespace != Path.GetDirectoryName(found.File)!["src/".Length..].Replace('/', '.'))
            .Select(found => $"{found.File}: {found.Namespace}")
            .ShouldBeEmpty();

    [Fact]
    public void No_type_is_named_by_a_filler_noun() =>
        Repository.Sources("src/", ".cs")
            .SelectMany(file => FillerNoun().Matches(Repository.Read(file)).Select(match => $"{file}: {match.Groups["it"].Value}"))
            .ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_for_later_in_a_comment() =>
        Sources.Where(file => !file.EndsWith("FileTests.cs", StringComparison.Ordinal))
            .Where(file => Promise().IsMatch(Repository.Read(file)))
            .ShouldBeEmpty();

    [GeneratedRegex(@"^namespace (?<it>[\w.]+);", RegexOptions.Multiline, 1000)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum) (?<it>\w*(?:Manager|Helper|Helpers|Util|Utils|Utility|Dto|Impl|Processor))\b", RegexOptions.None, 1000)]
    private static partial Regex FillerNoun();

    [GeneratedRegex(@"(?://|/\*|#|--)\s*(?:TODO|FIXME|XXX|HACK)\b", RegexOptions.None, 1000)]
    private static partial Regex Promise();
}
