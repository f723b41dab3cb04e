namespace Interception.Tests.Specimens;

/// <summary>A cached service that returns values of one type.</summary>
public interface IKept<T>
{
    [Cached(Check = CheckMode.Off)]
    Task<T> GetAsync(int index);

    [Cached(Check = CheckMode.Off)]
    T Get(int index);
}
