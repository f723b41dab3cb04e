using System.Reflection;

namespace Interception.Benchmarks.Subjects;

/// <summary>What the framework's DispatchProxy costs by itself: it answers with an object made once, as a cache without any lookup would.</summary>
/// <remarks>A proxy of this kind has one place for all methods, so that it must at least look which one is called. Not sealed: proxies derive from it.</remarks>
public class DispatchCities : DispatchProxy
{
    private static readonly City Answer = new(1, "Ankh");
    private static readonly Task<City> ReadyTask = Task.FromResult(Answer);
    private static readonly object ReadyValueTask = new ValueTask<City>(Answer);

    private static readonly MethodInfo FindTask = typeof(ICities).GetMethod(nameof(ICities.FindTaskAsync))!;
    private static readonly MethodInfo FindValueTask = typeof(ICities).GetMethod(nameof(ICities.FindValueTaskAsync))!;

    /// <summary>A proxy.</summary>
    public static ICities Create() => Create<ICities, DispatchCities>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        ReferenceEquals(targetMethod, FindTask) ? ReadyTask
        : ReferenceEquals(targetMethod, FindValueTask) ? ReadyValueTask
        : Answer;
}
