namespace Vestnik.Homeserver.Administration;

/// <summary>Writes down what administrators do, before it is done.</summary>
public sealed class Deeds(IDeedLog log, TimeProvider clock)
{
    /// <param name="doer">The administrator's user id, or <see cref="Deed.Operator"/>.</param>
    /// <param name="what">Such as <c>user.deactivate</c>.</param>
    /// <param name="subject">The id of whom or what it is done to.</param>
    public Task NoteAsync(string doer, string what, string subject) =>
        log.NoteAsync(new Deed(clock.GetUtcNow().ToUnixTimeMilliseconds(), doer, what, subject));
}
