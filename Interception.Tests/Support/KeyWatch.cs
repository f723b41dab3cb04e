namespace Interception.Tests.Support;

/// <summary>Is told what a table does with a <see cref="WatchedKey"/>.</summary>
internal sealed class KeyWatch
{
    private int _comparisons;

    /// <summary>How often the key was kept.</summary>
    public int Keeps { get; private set; }

    /// <summary>How often it was hashed as it was read after it had been kept: it may say something else by then.</summary>
    public int LateReads { get; private set; }

    /// <summary>Called when the key is kept.</summary>
    public Action? Keeping { get; set; }

    /// <summary>Called when a key that was kept is hashed, which comes before it enters a table.</summary>
    public Action? HashingKept { get; set; }

    /// <summary>Called at the second comparison: a replacement looks first and compares again when it replaces.</summary>
    public Action? Replacing { get; set; }

    public void Keep()
    {
        Keeps++;
        Keeping?.Invoke();
    }

    public void Hashed(bool isKept)
    {
        if (isKept)
        {
            HashingKept?.Invoke();
        }
        else if (Keeps > 0)
        {
            LateReads++;
        }
    }

    public void Compared()
    {
        if (Replacing is { } replacing && ++_comparisons == 2)
        {
            replacing();
        }
    }
}
