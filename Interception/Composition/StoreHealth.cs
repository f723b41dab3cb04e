using System.Globalization;

namespace Interception.Composition;

/// <summary>Tells whether the shared store is in use.</summary>
internal sealed class StoreHealth(CacheRuntime runtime) : IHealthSource
{
    public IEnumerable<string> FindTroubles()
    {
        if (runtime.Store?.Outage is { } outage)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Redis is out since {outage.For.TotalSeconds:0} s ({outage.Reason}): each instance answers from its own memory");
        }

        if (runtime.Store?.Writes.IsFull == true)
        {
            yield return "answers are not written to Redis: as many as may wait do already";
        }
    }
}
