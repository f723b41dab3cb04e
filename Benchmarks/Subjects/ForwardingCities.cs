namespace Interception.Benchmarks.Subjects;

/// <summary>The least decorator there is: it calls the service behind it and keeps nothing.</summary>
internal sealed class ForwardingCities(ICities inner) : ICities
{
    public City Find(int id, string region) => inner.Find(id, region);

    public Task<City> FindTaskAsync(int id, string region) => inner.FindTaskAsync(id, region);

    public ValueTask<City> FindValueTaskAsync(int id, string region) => inner.FindValueTaskAsync(id, region);

    public City Largest() => inner.Largest();
}
