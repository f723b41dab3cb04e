using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Running;
using Interception.Benchmarks.Subjects;

namespace Interception.Benchmarks;

/// <summary>Leaves out the synchronous shapes of a benchmark: its cache has no synchronous calls.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AsyncOnlyAttribute(string method) : FilterConfigBaseAttribute(new SimpleFilter(benchmark => IsMeasured(benchmark, method)))
{
    /// <summary>The benchmark.</summary>
    public string Method { get; } = method;

    private static bool IsMeasured(BenchmarkCase benchmark, string method) =>
        benchmark.Descriptor.WorkloadMethod.Name != method
        || benchmark.Parameters[nameof(HitBenchmarks.Shape)] is CallShape.Task or CallShape.ValueTask;
}
