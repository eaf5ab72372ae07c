using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Pages.Text;

/// <summary>What the pages say, in one language.</summary>
public sealed record Words
{
    public required string Language { get; init; }

    public required string Product { get; init; }

    public required string LanguageChoice { get; init; }

    public required SignInWords SignIn { get; init; }

    public required ConsentWords Consent { get; init; }

    public required LinkWords Link { get; init; }

    public required AccountWords Account { get; init; }

    public required SecurityWords Security { get; init; }

    /// <summary>Refusals by their codes, in this language. What has no word of its own is said in general.</summary>
    public required IReadOnlyDictionary<string, string> Refusals { get; init; }

    public required string Refused { get; init; }

    /// <summary>The language asked for in the address, else the one chosen before, else the browser's.</summary>
    public static Words For(string? asked, string? chosen, string? accepted) =>
        Find(asked) ?? Find(chosen) ?? FirstAccepted(accepted ?? "") ?? English.Words;

    /// <summary>The sentence for a refusal.</summary>
    public string Of(MatrixError refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return Refusals.GetValueOrDefault(refusal.Code, Refused);
    }

    private static Words? Find(string? language) => language switch
    {
        "ru" => Russian.Words,
        "en" => English.Words,
        _ => null,
    };

    private static Words? FirstAccepted(string accepted) => accepted.Split(',')
        .Select(entry => Find(entry.Split(';')[0].Trim().Split('-')[0].ToLowerInvariant()))
        .FirstOrDefault(words => words is not null);
}

/// <summary>Signing in and signing up.</summary>
public sealed record SignInWords
{
    public required string Title { get; init; }

    /// <summary>With the name of this server.</summary>
    public required Func<string, string> Lead { get; init; }

    public required string User { get; init; }

    public required string Password { get; init; }

    public required string SignIn { get; init; }

    public required string WithPasskey { get; init; }

    public required string Or { get; init; }

    public required string NoAccount { get; init; }

    public required string SignUpTitle { get; init; }

    public required Func<string, string> SignUpLead { get; init; }

    public required string UserHint { get; init; }

    public required string PasswordHint { get; init; }

    public required string Invitation { get; init; }

    public required string SignUp { get; init; }

    public required string HaveAccount { get; init; }

    public required string Closed { get; init; }
}

/// <summary>Letting a program in.</summary>
public sealed record ConsentWords
{
    public required Func<string, string> Title { get; init; }

    /// <summary>With the user id.</summary>
    public required Func<string, string> Signed { get; init; }

    public required string Gets { get; init; }

    public required string Reads { get; init; }

    public required string Acts { get; init; }

    /// <summary>With the device id.</summary>
    public required Func<string, string> Device { get; init; }

    /// <summary>With the address to which the browser goes.</summary>
    public required Func<string, string> Returns { get; init; }

    public required string NotAsked { get; init; }

    public required string Allow { get; init; }

    public required string Refuse { get; init; }

    public required string SomebodyElse { get; init; }

    public required string WrongTitle { get; init; }

    public required string Wrong { get; init; }
}

/// <summary>Letting a device in by its code.</summary>
public sealed record LinkWords
{
    public required string Title { get; init; }

    public required string Lead { get; init; }

    public required string Code { get; init; }

    public required string Next { get; init; }

    public required string Beware { get; init; }

    public required string LetIn { get; init; }

    public required string LetInLead { get; init; }

    public required string KeptOut { get; init; }
}
