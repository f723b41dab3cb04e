namespace Interception.Benchmarks.Subjects;

/// <summary>A method whose runs can be held up.</summary>
public interface IGatedCities
{
    /// <summary>Finds a city.</summary>
    City Find(int id);
}
