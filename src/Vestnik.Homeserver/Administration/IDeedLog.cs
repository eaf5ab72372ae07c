namespace Vestnik.Homeserver.Administration;

/// <summary>What administrators have done. Contents, names and passwords never stand in it.</summary>
public interface IDeedLog
{
    /// <summary>Notes a deed that is about to be done; answers when the note is on disk.</summary>
    Task NoteAsync(Deed deed);

    /// <summary>The latest first, after so many.</summary>
    ValueTask<IReadOnlyList<Deed>> ListAsync(int skip, int limit, CancellationToken cancel);
}

/// <param name="At">Milliseconds since 1970.</param>
/// <param name="Doer">The administrator's user id, or <see cref="Operator"/>.</param>
/// <param name="What">Such as <c>user.deactivate</c>.</param>
/// <param name="Subject">The id of whom or what it was done to.</param>
public sealed record Deed(long At, string Doer, string What, string Subject)
{
    /// <summary>Whoever sits at the machine itself.</summary>
    public const string Operator = "operator";
}
