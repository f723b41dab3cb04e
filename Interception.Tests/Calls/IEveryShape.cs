namespace Interception.Tests.Calls;

/// <summary>Members of every shape: some that can be cached, some that can only pass.</summary>
internal interface IEveryShape : IShapeBase, IComparable<int>
{
    event EventHandler Changed;

    string Label { get; set; }

    new string Find(int id);

    string Plain(int id, string? text);

    Task<string> LaterAsync(int id);

    ValueTask<string> SoonAsync(int id);

    T Echo<T>(T value);

    string Default(int id) => $"default {id}";

    string Overridden(int id) => $"default {id}";

    string Overload(int id);

    string Overload(string id);

    string Optional(int id = 7);

    string Params(params string[]? values);

    string ByIn(in Point point);

    string Record(Line line);

    string this[int index] { get; set; }

    bool TryGet(int id, out string name);

    void Swap(ref int left, ref int right);

    void Clear();

    Task SaveAsync();

    IAsyncEnumerable<int> ReadAsync();

    ref int Slot(int index);

    int Sum(ReadOnlySpan<int> values);

    ReadOnlySpan<char> Letters();

    int Loose<T>(T value)
        where T : allows ref struct;

    void Throw();

    Task ThrowAsync();

    string ThrowCached(int id);

    Task<string> ThrowCachedAsync(int id);
}
