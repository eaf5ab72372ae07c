namespace Vestnik.Homeserver.Sync;

/// <summary>Puts the commas between the elements of a list or the members of an object.</summary>
internal sealed class JsonList
{
    public bool IsEmpty { get; private set; } = true;

    public void Next(AnswerBuffer output)
    {
        if (!IsEmpty)
        {
            output.Append(","u8);
        }

        IsEmpty = false;
    }

    /// <summary>An element was written without <see cref="Next"/>.</summary>
    public void Taken() => IsEmpty = false;

    /// <summary>The last element was taken back.</summary>
    /// <param name="leavesNone">It was the first.</param>
    public void Untaken(bool leavesNone) => IsEmpty = leavesNone;
}
