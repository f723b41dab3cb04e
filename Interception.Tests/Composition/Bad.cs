using Interception.Tests.Registration;

namespace Interception.Tests.Composition;

internal sealed class Bad(Tally tally) : IBad
{
    public int Count => 1;

    public void Clear()
    {
    }

    public Task SaveAsync() => Task.CompletedTask;

    public ValueTask FlushAsync() => ValueTask.CompletedTask;

    public bool TryGet(int id, out string name) => (name = "x").Length > id;

    public int Swap(ref int value) => value++;

    public int Sum(ReadOnlySpan<int> values) => values.Length;

    public IAsyncEnumerable<int> ReadAsync() => throw new NotSupportedException();

    public IQueryable<int> Query() => new[] { 1 }.AsQueryable();

    public Stream Open() => Stream.Null;

    public Task<CancellationTokenSource> LeaseAsync() => throw new NotSupportedException();

    public Task<Task<int>> TwiceAsync() => Task.FromResult(Task.FromResult(1));

    public BadHolder Hold(int id) => tally.Run(new BadHolder());

    public object Anything() => tally.Run(new object());

    public string Trace(int id, Uri log) => tally.Run($"{id} {log.Host}");

    [Cached]
    public string Good(int id) => tally.Run($"good {id}");

    public string Misspelt(int id) => tally.Run($"misspelt {id}");

    public string Bare(int id) => tally.Run($"bare {id}");
}
