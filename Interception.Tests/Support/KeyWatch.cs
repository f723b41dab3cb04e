namespace Interception.Tests.Support;

/// <summary>Is told what a table does with a <see cref="WatchedKey"/>.</summary>
internal sealed class KeyWatch
{
    private int _comparisons;

    /// <summary>Whether the key was kept.</summary>
    public bool IsKept { get; set; }

    /// <summary>Called when a key that was kept is hashed, which comes before it enters a table.</summary>
    public Action? HashingKept { get; set; }

    /// <summary>Called at the second comparison: a replacement looks first and compares again when it replaces.</summary>
    public Action? Replacing { get; set; }

    public void Hashed()
    {
        if (IsKept)
        {
            HashingKept?.Invoke();
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
