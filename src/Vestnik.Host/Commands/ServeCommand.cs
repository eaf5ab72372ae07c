using System.CommandLine;
using Vestnik.Host.Composition;

namespace Vestnik.Host.Commands;

/// <summary><c>vestnik serve --config FILE</c>: runs the server until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Runs the server until SIGINT or SIGTERM.");
        command.SetAction(ServeAsync);
        return command;
    }

    public static async Task<int> ServeAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(CommandLine.Config) is not { } file)
        {
            return CommandLine.Fail("Say where the configuration is: --config FILE");
        }

        try
        {
            await using var app = Server.Build(["--config", file.FullName]);
            await app.RunAsync(cancel);
            return 0;
        }
        catch (ConfigurationProblemException problem)
        {
            return CommandLine.Fail(problem.Message);
        }
        catch (IOException problem) when (problem.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return CommandLine.Fail($"{problem.Message} Another program listens there; `vestnik doctor --config {file}` names the ports.");
        }
    }
}
