namespace Interception.Benchmarks.Subjects;

/// <summary>A method that takes 50 ms without a thread, as a query does, and counts its runs, of which there may be many at once.</summary>
public sealed class SlowCities(RunCounter runs) : ICities
{
    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(50);
    private static readonly City Answer = new(1, "Ankh");

    public City Find(int id, string region) => throw NotMeasured();

    public async Task<City> FindTaskAsync(int id, string region)
    {
        runs.CountOneOfMany();
        await Task.Delay(Duration);
        return Answer;
    }

    public ValueTask<City> FindValueTaskAsync(int id, string region) => throw NotMeasured();

    public City Largest() => throw NotMeasured();

    private static NotSupportedException NotMeasured() => new("Only the method that returns a task is measured.");
}
