using System.CommandLine;
using System.Globalization;
using Vestnik.Host.Operator;

namespace Vestnik.Host.Commands;

/// <summary><c>vestnik admin make-token</c>, <c>list-tokens</c>, <c>delete-token</c>: with what people may register where <c>Registration:RequireToken</c> is set.</summary>
internal static class TokenCommands
{
    public static readonly Argument<string> Token = new("token") { Description = "The token, as make-token printed it." };

    public static readonly Option<string?> Chosen = new("--token") { Description = "The token itself, instead of one that is made up." };

    public static readonly Option<long?> Uses = new("--uses") { Description = "How many people may register with it; any number when absent." };

    public static readonly Option<int?> Days = new("--days") { Description = "For how many days it is valid; for ever when absent." };

    public static async Task<int> MakeAsync(OperatorCall call, ParseResult parsed, CancellationToken cancel)
    {
        var wish = new NewToken(parsed.GetValue(Chosen), parsed.GetValue(Uses), parsed.GetValue(Days));
        return Report(await call.TellAsync("/tokens", wish, OperatorJson.Default.NewToken, cancel));
    }

    public static async Task<int> ListAsync(OperatorCall call, ParseResult parsed, CancellationToken cancel)
    {
        foreach (var token in await call.TokensAsync(cancel))
        {
            var allowed = token.UsesAllowed is { } most ? most.ToString(CultureInfo.InvariantCulture) : "any";
            var until = token.ExpiresAt is { } end
                ? DateTimeOffset.FromUnixTimeMilliseconds(end).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
                : "for ever";
            Console.WriteLine(string.Join(
                '\t', token.Token, string.Create(CultureInfo.InvariantCulture, $"{token.Uses} of {allowed}"), until, token.Valid ? "valid" : "spent"));
        }

        return 0;
    }

    public static async Task<int> DeleteAsync(OperatorCall call, ParseResult parsed, CancellationToken cancel) =>
        Report(await call.TellAsync(
            $"/tokens/{Uri.EscapeDataString(parsed.GetValue(Token)!)}/delete", new RemovedToken(), OperatorJson.Default.RemovedToken, cancel));

    private static int Report(Said said)
    {
        if (said.Error is { } sentence)
        {
            return CommandLine.Fail(sentence);
        }

        Console.WriteLine(said.UserId);
        return 0;
    }
}
