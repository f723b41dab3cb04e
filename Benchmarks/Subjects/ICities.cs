namespace Interception.Benchmarks.Subjects;

/// <summary>The measured service: the return shapes that are cached, and a method without arguments.</summary>
public interface ICities
{
    City Find(int id, string region);

    Task<City> FindTaskAsync(int id, string region);

    ValueTask<City> FindValueTaskAsync(int id, string region);

    City Largest();
}
