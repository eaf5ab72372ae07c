namespace Vestnik.Architecture.Tests;

public sealed class HousePlanTests
{
    public static TheoryData<string> Projects => Project.Names;

    [Fact]
    public void Every_project_has_a_line_in_the_plan_and_every_line_a_project() =>
        Project.All.Select(project => project.Name).ShouldBe(HousePlan.Rooms.Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_plan_allows(string name) =>
        Project.Named(name).Projects.ShouldBeSubsetOf(HousePlan.Rooms[name].Projects);

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_uses_only_the_packages_of_its_line(string name)
    {
        Project.Named(name).Packages.ShouldBeSubsetOf(HousePlan.Rooms[name].Packages);
        if (!HousePlan.Rooms[name].AspNetCore)
        {
            Project.Named(name).UsesAspNetCore.ShouldBeFalse($"{name} does not know of HTTP");
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_never_touches_what_it_must_not_know(string name) =>
        Project.Named(name).UsedTypes()
            .Where(type => HousePlan.Rooms[name].Never.Any(forbidden => type.StartsWith(forbidden, StringComparison.Ordinal)))
            .ShouldBeEmpty();

    [Fact]
    public void The_table_of_the_plan_names_every_project()
    {
        var page = Repository.Read("ARCHITECTURE.md");
        Project.All.Where(project => !page.Contains($"| {project.Name} |", StringComparison.Ordinal)).Select(project => project.Name).ShouldBeEmpty();
    }
}
