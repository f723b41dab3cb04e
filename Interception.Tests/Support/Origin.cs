namespace Interception.Tests.Support;

/// <summary>What the service under test answers, how often it was asked, and what holds it up. One for a whole container.</summary>
internal sealed class Origin
{
    private int _runs;
    private volatile string? _text = "old";
    private volatile Func<int, CancellationToken, Task>? _before;
    private volatile Func<string?, Task>? _after;
    private volatile Action<int, CancellationToken>? _beforeSync;

    public int Runs => Volatile.Read(ref _runs);

    /// <summary>The text that answers begin with; null for null answers.</summary>
    public string? Text
    {
        get => _text;
        set => _text = value;
    }

    /// <summary>Runs in each asynchronous run before its answer is read.</summary>
    public Func<int, CancellationToken, Task>? Before
    {
        get => _before;
        set => _before = value;
    }

    /// <summary>Runs in each asynchronous run after its answer was read.</summary>
    public Func<string?, Task>? After
    {
        get => _after;
        set => _after = value;
    }

    /// <summary>The same as <see cref="Before"/> for synchronous runs.</summary>
    public Action<int, CancellationToken>? BeforeSync
    {
        get => _beforeSync;
        set => _beforeSync = value;
    }

    public async Task<string?> AskAsync(int id, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _runs);
        if (Before is { } before)
        {
            await before(id, cancellationToken);
        }

        string? answer = Answer(id);
        if (After is { } after)
        {
            await after(answer);
        }

        return answer;
    }

    public string? Ask(int id, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _runs);
        BeforeSync?.Invoke(id, cancellationToken);
        return Answer(id);
    }

    // A new string each time, so that a shared answer can be told from an equal one.
    private string? Answer(int id) => Text is { } text ? string.Create(null, $"{text}-{id}") : null;
}
