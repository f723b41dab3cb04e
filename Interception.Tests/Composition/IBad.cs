namespace Interception.Tests.Composition;

/// <summary>Everything that can't be cached, beside one method that can.</summary>
internal interface IBad
{
    int Count { get; }

    void Clear();

    Task SaveAsync();

    ValueTask FlushAsync();

    bool TryGet(int id, out string name);

    int Swap(ref int value);

    int Sum(ReadOnlySpan<int> values);

    IAsyncEnumerable<int> ReadAsync();

    IQueryable<int> Query();

    Stream Open();

    Task<CancellationTokenSource> LeaseAsync();

    Task<Task<int>> TwiceAsync();

    BadHolder Hold(int id);

    object Anything();

    string Trace(int id, Uri log);

    string Good(int id);

    string Misspelt(int id);

    string Bare(int id);
}
