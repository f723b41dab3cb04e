namespace Interception.Tests.Support;

/// <summary>A service with a method of each shape that is cached.</summary>
public interface ISource
{
    Task<string?> GetAsync(int id, CancellationToken cancellationToken);

    ValueTask<string?> GetValueAsync(int id, CancellationToken cancellationToken);

    string? Get(int id, CancellationToken cancellationToken);

    Task<List<string>> ListAsync(int id);
}
