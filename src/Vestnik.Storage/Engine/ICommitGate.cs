namespace Vestnik.Storage.Engine;

/// <summary>Where faults are injected: a gate that throws before the commit makes it fail, one that throws after makes its outcome unknown.</summary>
public interface ICommitGate
{
    void BeforeCommit();

    void AfterCommit();
}

/// <summary>Lets every commit pass.</summary>
public sealed class OpenGate : ICommitGate
{
    public void BeforeCommit()
    {
    }

    public void AfterCommit()
    {
    }
}
