namespace Interception.Benchmarks.Subjects;

/// <summary>Calls a search with each of 256 arguments in turn, of one kind.</summary>
/// <remarks>Arguments are made anew, down to their strings: a cache finds none of the instances that another of these objects has given it.</remarks>
internal sealed class SearchCalls(ICitySearch search)
{
    private readonly CityKey[] _keys = WarmKeys.Create();
    private readonly CityFilter[] _filters = [.. Enumerable.Range(0, WarmKeys.Count).Select(CreateFilter)];
    private readonly int[][] _arrays = [.. Enumerable.Range(0, WarmKeys.Count).Select(id => Enumerable.Range(id, 100).ToArray())];

    /// <summary>Makes <see cref="WarmKeys.Count"/> calls.</summary>
    public Task<int> RunAsync(ArgumentKind kind) => kind switch
    {
        ArgumentKind.IntAndString => CallByKeyAsync(),
        ArgumentKind.TenMembers => CallByFilterAsync(),
        ArgumentKind.HundredInts => CallByArrayAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind."),
    };

    private static CityFilter CreateFilter(int page)
    {
        CityFilter filter = CityFilter.Example;
        return filter with { Text = new string(filter.Text), Country = new string(filter.Country), SortBy = new string(filter.SortBy), Page = page };
    }

    private async Task<int> CallByKeyAsync()
    {
        int sum = 0;
        foreach (CityKey key in _keys)
        {
            sum += (await search.FindAsync(key.Id, key.Region)).Id;
        }

        return sum;
    }

    private async Task<int> CallByFilterAsync()
    {
        int sum = 0;
        foreach (CityFilter filter in _filters)
        {
            sum += (await search.FindByFilterAsync(filter)).Id;
        }

        return sum;
    }

    private async Task<int> CallByArrayAsync()
    {
        int sum = 0;
        foreach (int[] ids in _arrays)
        {
            sum += (await search.FindAmongAsync(ids)).Id;
        }

        return sum;
    }
}
