namespace Interception.Benchmarks.Subjects;

/// <summary>Answers with about 200 bytes, and counts its runs.</summary>
public sealed class CityTexts(RunCounter runs) : ICityTexts
{
    public static readonly City Answer = new(1, new string('a', 180));

    public Task<City> FindAsync(int id)
    {
        runs.Count++;
        return Task.FromResult(Answer);
    }
}
