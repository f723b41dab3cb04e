using System.Text.Json;

namespace Interception.Benchmarks.Subjects;

/// <summary>A decorator over a cache whose keys are strings, as its users write them: the method's name and its arguments.</summary>
/// <remarks>Two scalars are written by interpolation; what has members or elements is written as JSON.</remarks>
/// <param name="inner">The service behind it.</param>
/// <param name="getOrAddAsync">The cache's call that finds an answer by its key, or runs the method.</param>
internal sealed class StringKeySearch(ICitySearch inner, Func<string, Func<Task<City>>, Task<City>> getOrAddAsync) : ICitySearch
{
    public Task<City> FindAsync(int id, string region) =>
        getOrAddAsync($"CitySearch.Find:{id}:{region}", () => inner.FindAsync(id, region));

    public Task<City> FindByFilterAsync(CityFilter filter) =>
        getOrAddAsync("CitySearch.FindByFilter:" + JsonSerializer.Serialize(filter), () => inner.FindByFilterAsync(filter));

    public Task<City> FindAmongAsync(int[] ids) =>
        getOrAddAsync("CitySearch.FindAmong:" + JsonSerializer.Serialize(ids), () => inner.FindAmongAsync(ids));
}
