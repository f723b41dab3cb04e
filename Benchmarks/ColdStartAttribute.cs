using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;

namespace Interception.Benchmarks;

/// <summary>Runs each benchmark once in a process, in several processes, with nothing before it, whatever the job says.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ColdStartAttribute() : JobMutatorConfigBaseAttribute(
    new Job().WithStrategy(RunStrategy.ColdStart).WithLaunchCount(Launches).WithWarmupCount(0).WithIterationCount(1).WithInvocationCount(1).WithUnrollFactor(1))
{
    private const int Launches = 7;
}
