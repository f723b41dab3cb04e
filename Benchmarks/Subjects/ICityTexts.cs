namespace Interception.Benchmarks.Subjects;

/// <summary>The measured service where the size of the answer counts.</summary>
public interface ICityTexts
{
    Task<City> FindAsync(int id);
}
