namespace Vestnik.Host.Commands.Doctor;

internal enum Verdict
{
    Good,
    Doubtful,
    Bad,
}

/// <summary>What one check found.</summary>
/// <param name="Subject">What was looked at, in a word or two.</param>
/// <param name="Sentence">What is so; for a bad or doubtful finding also what to do.</param>
internal sealed record Finding(Verdict Verdict, string Subject, string Sentence)
{
    public static Finding Good(string subject, string sentence) => new(Verdict.Good, subject, sentence);

    public static Finding Doubtful(string subject, string sentence) => new(Verdict.Doubtful, subject, sentence);

    public static Finding Bad(string subject, string sentence) => new(Verdict.Bad, subject, sentence);
}
