using System.CommandLine;
using Vestnik.Homeserver;
using Vestnik.Host.Commands.Doctor;
using Vestnik.Host.Composition;

namespace Vestnik.Host.Commands;

/// <summary><c>vestnik doctor --config FILE</c>: looks at the machine and the configuration, changes nothing, and says what to do.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Says what is wrong with configuration, ports, database, disk, clock and names, and what to do.");
        command.SetAction(ExamineAsync);
        return command;
    }

    private static async Task<int> ExamineAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(CommandLine.Config) is not { } file)
        {
            return CommandLine.Fail("Say where the configuration is: --config FILE");
        }

        HomeserverOptions options;
        var configuration = new ConfigurationManager();
        try
        {
            Settings.AddFile(configuration, file.FullName);
            options = Settings.Read(configuration);
        }
        catch (ConfigurationProblemException problem)
        {
            Print(Finding.Bad("configuration", problem.Message));
            return 1;
        }

        List<Finding> findings =
        [
            .. ConfigurationCheck.Look(configuration, options, file.FullName),
            .. BridgeCheck.Look(options),
            .. await PortCheck.LookAsync(configuration, cancel),
            .. await DatabaseCheck.LookAsync(configuration, options, cancel),
            .. DiskCheck.Look(options),
            ClockCheck.Look(),
            .. await NameCheck.LookAsync(options, cancel),
        ];
        findings.ForEach(Print);
        var bad = findings.Count(finding => finding.Verdict is Verdict.Bad);
        Console.WriteLine(bad == 0 ? "Nothing stands in the way of this server." : $"{bad} to mend.");
        return bad == 0 ? 0 : 1;
    }

    private static void Print(Finding finding)
    {
        var mark = finding.Verdict switch { Verdict.Good => "ok  ", Verdict.Doubtful => "look", _ => "BAD " };
        Console.WriteLine($"{mark}  {finding.Subject}: {finding.Sentence}");
    }
}
