namespace Interception.Benchmarks.Subjects;

/// <summary>The measured service where the kind of argument counts.</summary>
public interface ICitySearch
{
    Task<City> FindAsync(int id, string region);

    Task<City> FindByFilterAsync(CityFilter filter);

    Task<City> FindAmongAsync(int[] ids);
}
