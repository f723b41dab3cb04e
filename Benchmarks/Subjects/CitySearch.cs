namespace Interception.Benchmarks.Subjects;

/// <summary>Answers at once, and counts its runs.</summary>
public sealed class CitySearch(RunCounter runs) : ICitySearch
{
    private static readonly Task<City> Answer = Task.FromResult(new City(1, "Ankh"));

    public Task<City> FindAsync(int id, string region) => Run();

    public Task<City> FindByFilterAsync(CityFilter filter) => Run();

    public Task<City> FindAmongAsync(int[] ids) => Run();

    private Task<City> Run()
    {
        runs.Count++;
        return Answer;
    }
}
