using System.Text.RegularExpressions;

namespace Vestnik.Architecture.Tests;

/// <summary>docs/what-the-operator-sees.md is complete: every table and column of the schema stands on it, and nothing else.</summary>
public sealed partial class OperatorsPageTests
{
    [Fact]
    public void The_page_names_every_column_of_the_schema() => Schema().Except(Page(), StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void The_page_names_nothing_that_is_not_stored() => Page().Except(Schema(), StringComparer.Ordinal).ShouldBeEmpty();

    private static List<string> Schema() =>
        [.. Repository.Sources("src/Vestnik.Storage/Migrations/", ".sql")
            .SelectMany(file => Table().Matches(Repository.Read(file)))
            .SelectMany(table => Column().Matches(table.Groups["body"].Value)
                .Select(column => $"{table.Groups["name"].Value}.{column.Groups["name"].Value}"))
            .Concat(Repository.Sources("src/Vestnik.Storage/Migrations/", ".sql")
                .SelectMany(file => AddedColumn().Matches(Repository.Read(file)))
                .Select(added => $"{added.Groups["table"].Value}.{added.Groups["name"].Value}"))];

    private static List<string> Page() =>
        [.. Row().Matches(Repository.Read("docs/what-the-operator-sees.md"))
            .SelectMany(row => Name().Matches(row.Groups["columns"].Value)
                .Select(column => $"{row.Groups["table"].Value}.{column.Groups["name"].Value}"))];

    [GeneratedRegex(@"CREATE TABLE (?<name>\w+) \((?<body>.*?)\n\)", RegexOptions.Singleline, 1000)]
    private static partial Regex Table();

    [GeneratedRegex(@"ALTER TABLE (?<table>\w+) ADD COLUMN (?<name>\w+)", RegexOptions.None, 1000)]
    private static partial Regex AddedColumn();

    [GeneratedRegex(@"^\s+(?<name>[a-z_]+) ", RegexOptions.Multiline, 1000)]
    private static partial Regex Column();

    [GeneratedRegex(@"^\| (?<table>[a-z_]+) \| (?<columns>[^|]+) \|", RegexOptions.Multiline, 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>[a-z_]+)`", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
