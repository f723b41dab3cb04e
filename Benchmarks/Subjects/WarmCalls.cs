namespace Interception.Benchmarks.Subjects;

/// <summary>Calls a service with each of the warm keys in turn, in one of the shapes.</summary>
internal sealed class WarmCalls(ICities cities)
{
    private readonly CityKey[] _keys = WarmKeys.Create();

    /// <summary>Makes <see cref="WarmKeys.Count"/> calls. The task is one for all of them: a synchronous call pays nothing for it.</summary>
    public Task<int> RunAsync(CallShape shape) => shape switch
    {
        CallShape.Sync => Task.FromResult(CallSync()),
        CallShape.Task => CallTaskAsync(),
        CallShape.ValueTask => CallValueTaskAsync(),
        CallShape.NoArgument => Task.FromResult(CallNoArgument()),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "There is no such shape."),
    };

    private int CallSync()
    {
        int sum = 0;
        foreach (CityKey key in _keys)
        {
            sum += cities.Find(key.Id, key.Region).Id;
        }

        return sum;
    }

    private async Task<int> CallTaskAsync()
    {
        int sum = 0;
        foreach (CityKey key in _keys)
        {
            sum += (await cities.FindTaskAsync(key.Id, key.Region)).Id;
        }

        return sum;
    }

    private async Task<int> CallValueTaskAsync()
    {
        int sum = 0;
        foreach (CityKey key in _keys)
        {
            sum += (await cities.FindValueTaskAsync(key.Id, key.Region)).Id;
        }

        return sum;
    }

    private int CallNoArgument()
    {
        int sum = 0;
        for (int call = 0; call < WarmKeys.Count; call++)
        {
            sum += cities.Largest().Id;
        }

        return sum;
    }
}
