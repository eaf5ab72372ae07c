using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Vestnik.Host.Composition;
using Vestnik.Host.Operator;

namespace Vestnik.Host.Commands;

/// <summary><c>vestnik admin …</c>: accounts of a running server. Must run as the server's user.</summary>
internal static class AdminCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "The name of the account, such as anna, or the whole @anna:example.org." };

    private static readonly Option<bool> PasswordFromInput = new("--password-stdin") { Description = "Reads the password from the first line of standard input instead of making one up." };

    private static readonly Option<bool> Administrator = new("--administrator") { Description = "The account may use administration endpoints." };

    private static readonly Option<bool> Withdraw = new("--withdraw") { Description = "Takes the right away." };

    private static readonly Option<bool> Erase = new("--erase") { Description = "The person wants to be forgotten as far as can be." };

    private static readonly Argument<string> Notice = new("text") { Description = "What to say, at most 10,000 characters." };

    public static Command Create() => new("admin", "Rules the accounts of a running server, and who may make one.")
    {
        Sub("create-user", "Makes an account and prints its password.", CreateUserAsync, Name, Administrator, PasswordFromInput),
        Sub("reset-password", "Gives an account a new password and signs out all its devices. Its old messages stay closed to the new ones.", ResetPasswordAsync, Name, PasswordFromInput),
        Sub("set-administrator", "Lets an account use the administration endpoints, or no longer.", SetAdministratorAsync, Name, Withdraw),
        Sub("list", "Prints every account.", ListAsync),
        Sub("notice", "Says something to a person in the server's name.", SendNoticeAsync, Name, Notice),
        Sub("reports", "Prints what people have reported: when, who, about what, and why.", ListReportsAsync),
        Sub("make-token", "Makes a token to register with and prints it.", TokenCommands.MakeAsync, TokenCommands.Chosen, TokenCommands.Uses, TokenCommands.Days),
        Sub("list-tokens", "Prints every token to register with.", TokenCommands.ListAsync),
        Sub("delete-token", "Ends a token to register with.", TokenCommands.DeleteAsync, TokenCommands.Token),
        Sub("deactivate", "Ends an account for good; its name is never given again.", DeactivateAsync, Name, Erase),
    };

    private static Command Sub(string name, string description, Func<OperatorCall, ParseResult, CancellationToken, Task<int>> work, params Symbol[] symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Arguments.Add(argument);
            }
            else if (symbol is Option option)
            {
                command.Options.Add(option);
            }
        }

        command.SetAction((parsed, cancel) => CallAsync(work, parsed, cancel));
        return command;
    }

    private static async Task<int> CallAsync(
        Func<OperatorCall, ParseResult, CancellationToken, Task<int>> work, ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(CommandLine.Config) is not { } file)
        {
            return CommandLine.Fail("Say where the configuration is: --config FILE");
        }

        try
        {
            using var call = OperatorCall.ToServerOf(file);
            return await work(call, parsed, cancel);
        }
        catch (ConfigurationProblemException problem)
        {
            return CommandLine.Fail(problem.Message);
        }
        catch (HttpRequestException)
        {
            return CommandLine.Fail("The server does not run, or this user may not speak to it: run this on the same machine as the server's user.");
        }
    }

    private static async Task<int> CreateUserAsync(OperatorCall call, ParseResult parsed, CancellationToken cancel)
    {
        var password = PasswordOf(parsed);
        var wish = new NewUser(parsed.GetValue(Name)!, password, parsed.GetValue(Administrator));
        return Report(await call.TellAsync("/users", wish, OperatorJson.Default.NewUser, cancel), parsed, password);
    }

    private static async Task<int> ResetPasswordAsync(OperatorCall call, ParseResult parsed, CancellationToken cancel)
    {
        var password = PasswordOf(parsed);
        var said = await call.TellAsync($"{PathOf(parsed)}/password", new NewPassword(password), OperatorJson.Default.NewPassword, cancel);
        return Report(said, parsed, password);
    }

    private static async Task<int> DeactivateAsync(OperatorCall call, ParseResult parsed, CancellationToken cancel) =>
        Report(await call.TellAsync($"{PathOf(parsed)}/deactivate", new Farewell(parsed.GetValue(Erase)), OperatorJson.Default.Farewell, cancel), parsed, null);

    private static async Task<int> SetAdministratorAsync(OperatorCall call, ParseResult parsed, CancellationToken cancel) =>
        Report(
            await call.TellAsync(
                $"{PathOf(parsed)}/administrator", new Administers(!parsed.GetValue(Withdraw)), OperatorJson.Default.Administers, cancel),
            parsed,
            null);

    private static async Task<int> SendNoticeAsync(OperatorCall call, ParseResult parsed, CancellationToken cancel) => Report(
        await call.TellAsync($"{PathOf(parsed)}/notice", new NewNotice(parsed.GetValue(Notice)!), OperatorJson.Default.NewNotice, cancel), parsed, null);

    private static async Task<int> ListAsync(OperatorCall call, ParseResult parsed, CancellationToken cancel)
    {
        string? last = null;
        while (await call.UsersAfterAsync(last, cancel) is { Count: > 0 } page)
        {
            foreach (var user in page)
            {
                Console.WriteLine(string.Join('\t', user.UserId, Day(user.CreatedAt), Standing(user)));
            }

            last = page[^1].UserId;
        }

        return 0;
    }

    private static async Task<int> ListReportsAsync(OperatorCall call, ParseResult parsed, CancellationToken cancel)
    {
        var last = 0L;
        while (await call.ReportsAfterAsync(last, cancel) is { Count: > 0 } page)
        {
            foreach (var report in page)
            {
                Console.WriteLine(string.Join('\t', Day(report.At), report.Reporter, report.Subject, OneLine(report.Reason)));
            }

            last = page[^1].Number;
        }

        return 0;
    }

    // A reason is written by strangers: it must not look like another line, nor move the cursor.
    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));

    private static string Standing(UserLine user) =>
        user.DeactivatedAt is { } at ? $"deactivated {Day(at)}" : user.Guest ? "guest" : user.Administrator ? "administrator" : "active";

    private static string Day(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string PathOf(ParseResult parsed) => $"/users/{Uri.EscapeDataString(parsed.GetValue(Name)!)}";

    private static string PasswordOf(ParseResult parsed) => parsed.GetValue(PasswordFromInput)
        ? Console.ReadLine() ?? ""
        : RandomNumberGenerator.GetString("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 16);

    private static int Report(Said said, ParseResult parsed, string? password)
    {
        if (said.Error is { } sentence)
        {
            return CommandLine.Fail(sentence);
        }

        Console.WriteLine(password is null || parsed.GetValue(PasswordFromInput) ? said.UserId : $"{said.UserId}\t{password}");
        return 0;
    }
}
