using System.Collections;

namespace Interception.Tests.Keys;

/// <summary>1 and 2, and something done between them.</summary>
internal sealed class NosyCollection(Action between) : IReadOnlyCollection<int>
{
    public int Count => 2;

    public IEnumerator<int> GetEnumerator()
    {
        yield return 1;
        between();
        yield return 2;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
