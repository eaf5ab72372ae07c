using System.CommandLine;

namespace Vestnik.Host.Commands;

/// <summary>The <c>vestnik</c> command: <c>serve</c>, <c>doctor</c>, <c>admin</c>. Without a command it serves.</summary>
internal static class CommandLine
{
    public static Option<FileInfo> Config { get; } = new("--config")
    {
        Description = "The configuration, a JSON file.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Vestnik, a messenger that speaks Matrix.") { Config };
        root.Subcommands.Add(ServeCommand.Create());
        root.Subcommands.Add(DoctorCommand.Create());
        root.Subcommands.Add(AdminCommand.Create());
        root.SetAction(ServeCommand.ServeAsync);

        // The server stops by itself, in order, on SIGINT and SIGTERM; nobody else may cut that short.
        return root.Parse(arguments).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    /// <summary>Says on standard error what is wrong; the exit status.</summary>
    public static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }
}
