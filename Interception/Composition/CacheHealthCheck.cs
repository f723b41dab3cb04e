using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Interception.Composition;

/// <summary>Reports the troubles of all parts of the cache as one health check.</summary>
internal sealed class CacheHealthCheck(CacheRuntime runtime, IEnumerable<IHealthSource> sources) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string[] troubles = [.. sources.SelectMany(source => source.FindTroubles()).Distinct()];
        HealthStatus status = troubles.Length == 0 ? HealthStatus.Healthy : context.Registration.FailureStatus;
        string? description = troubles.Length == 0 ? null : string.Join("; ", troubles);
        return Task.FromResult(new HealthCheckResult(status, description, data: ReadData()));
    }

    /// <summary>What the metrics of the same names say.</summary>
    private Dictionary<string, object> ReadData() => new()
    {
        ["queue.length"] = runtime.Queue.Length,
        ["checks.refused"] = runtime.Queue.Refused,
        ["entries"] = runtime.Services.Bound.Count,
        ["bytes"] = runtime.Services.Bound.Bytes,
    };
}
