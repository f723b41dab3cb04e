using Interception.Refresh;
using Interception.Storage;
using Interception.Telemetry;
using Microsoft.Extensions.Logging;

namespace Interception.Lookup;

/// <summary>What all cached methods share.</summary>
/// <param name="Clock">The clock.</param>
/// <param name="Bound">The bound of memory.</param>
/// <param name="Queue">The checks in the background.</param>
/// <param name="Checker">What makes a check.</param>
/// <param name="Metrics">The meter.</param>
/// <param name="Logger">The log.</param>
/// <param name="Ending">Signalled when the container goes. A host that stops ends checks alone: whoever still waits for a run would have been answered without a cache, too.</param>
internal sealed record CacheServices(
    CacheClock Clock, MemoryBound Bound, CheckQueue Queue, EntryChecker Checker, CacheMetrics Metrics, ILogger Logger, CancellationToken Ending = default);
