using Interception.Tests.Registration;

namespace Interception.Tests.Calls;

internal sealed class EveryShape(Tally tally) : IEveryShape
{
    private readonly Dictionary<int, string> _items = [];
    private readonly int[] _slots = [10, 20, 30];

    public event EventHandler? Changed;

    public string Label { get; set; } = "none";

    public string this[int index]
    {
        get => _items[index];
        set => _items[index] = value;
    }

    string IShapeBase.Find(int id) => tally.Run($"old {id}");

    string IEveryShape.Find(int id) => tally.Run($"new {id}");

    public string Inherited(int id) => tally.Run($"inherited {id}");

    public int CompareTo(int other) => tally.Run(1.CompareTo(other));

    public string Plain(int id, string? text) => tally.Run($"{id} {text ?? "null"}");

    public async Task<string> LaterAsync(int id)
    {
        await Task.Yield();
        return tally.Run($"later {id}");
    }

    public async ValueTask<string> SoonAsync(int id)
    {
        await Task.Yield();
        return tally.Run($"soon {id}");
    }

    public T Echo<T>(T value) => tally.Run(value);

    public string Overridden(int id) => tally.Run($"overridden {id}");

    public string Overload(int id) => tally.Run($"int {id}");

    public string Overload(string id) => tally.Run($"string {id}");

    public string Optional(int id = 7) => tally.Run($"optional {id}");

    public string Params(params string[]? values) => tally.Run(values is null ? "null" : $"[{string.Join(",", values)}]");

    public string ByIn(in Point point) => tally.Run(point.ToString());

    public string Record(Line line) => tally.Run($"{line.From} {line.To} {string.Join(",", line.Tags)}");

    public bool TryGet(int id, out string name) => (name = $"n{id}").Length > 1;

    public void Swap(ref int left, ref int right) => (left, right) = (right, left);

    public void Clear() => Changed?.Invoke(this, EventArgs.Empty);

    public Task SaveAsync() => Task.CompletedTask;

    public async IAsyncEnumerable<int> ReadAsync()
    {
        await Task.Yield();
        yield return 1;
        yield return 2;
    }

    public ref int Slot(int index) => ref _slots[index];

    public int Sum(ReadOnlySpan<int> values)
    {
        int sum = 0;
        foreach (int value in values)
        {
            sum += value;
        }

        return sum;
    }

    public ReadOnlySpan<char> Letters() => "abc";

    public int Loose<T>(T value)
        where T : allows ref struct => typeof(T).Name.Length;

    public void Throw() => throw new ShapeException("sync");

    public Task ThrowAsync() => Task.FromException(new ShapeException("async"));

    public string ThrowCached(int id) => throw new ShapeException($"cached {id}");

    public async Task<string> ThrowCachedAsync(int id)
    {
        await Task.Yield();
        throw new ShapeException($"cached later {id}");
    }
}
