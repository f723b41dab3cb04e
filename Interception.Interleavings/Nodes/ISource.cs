namespace Interception.Interleavings.Nodes;

/// <summary>The service that is cached.</summary>
public interface ISource
{
    /// <summary>The number of this moment.</summary>
    Task<int> GetAsync(int id);
}
