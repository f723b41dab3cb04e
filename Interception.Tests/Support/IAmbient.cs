namespace Interception.Tests.Support;

/// <summary>A service whose answers depend on what is ambient.</summary>
public interface IAmbient
{
    Task<string> ReadAsync(int id);

    string Read(int id);

    Task<string> CultureAsync(int id);
}
