using System.Diagnostics;

namespace Vestnik.Architecture.Tests;

/// <summary>The work tree that these tests judge.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Files that belong to the project: tracked, or new and not ignored. Paths relative to the root, with slashes.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Git("ls-files", "--cached", "--others", "--exclude-standard").Where(file => File.Exists(PathOf(file)))];

    public static string PathOf(string file) => Path.Combine(Root, file);

    public static string Read(string file) => File.ReadAllText(PathOf(file));

    public static IEnumerable<string> Sources(string folder, params string[] endings) =>
        Files.Where(file => file.StartsWith(folder, StringComparison.Ordinal) && endings.Any(end => file.EndsWith(end, StringComparison.Ordinal)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Vestnik.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("These tests run inside a work tree of Vestnik.");
    }

    private static string[] Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-C", Root, "-c", $"safe.directory={Root}", .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0, "git could not list the files");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
