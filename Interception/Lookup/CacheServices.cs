using Interception.Refresh;
using Interception.Storage;
using Interception.Telemetry;
using Microsoft.Extensions.Logging;

namespace Interception.Lookup;

/// <summary>What all cached methods share.</summary>
internal sealed record CacheServices(
    CacheClock Clock, MemoryBound Bound, CheckQueue Queue, EntryChecker Checker, CacheMetrics Metrics, ILogger Logger);
