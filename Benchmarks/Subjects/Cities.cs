namespace Interception.Benchmarks.Subjects;

/// <summary>The method itself. It answers at once, so that what is measured is the way to it, and counts its runs.</summary>
public sealed class Cities(RunCounter runs) : ICities
{
    private static readonly City Answer = new(1, "Ankh");
    private static readonly Task<City> Completed = Task.FromResult(Answer);

    public City Find(int id, string region)
    {
        runs.Count++;
        return Answer;
    }

    public Task<City> FindTaskAsync(int id, string region)
    {
        runs.Count++;
        return Completed;
    }

    public ValueTask<City> FindValueTaskAsync(int id, string region)
    {
        runs.Count++;
        return new ValueTask<City>(Answer);
    }

    public City Largest()
    {
        runs.Count++;
        return Answer;
    }
}
