using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Specimens;

/// <summary>A result type with some values of it.</summary>
internal abstract class Specimen
{
    public abstract Type Type { get; }

    /// <summary>How many values there are.</summary>
    public abstract int Count { get; }

    /// <summary>How many of them can't go to another node: then that one runs the method itself.</summary>
    public int Unshareable { get; init; }

    /// <summary>How many are not cached at all, because a copy would differ: then every call runs the method.</summary>
    public int Uncached { get; init; }

    /// <summary>Registers the service that returns them.</summary>
    public abstract void Register(IServiceCollection services);

    /// <summary>Asks a node for each value, twice.</summary>
    /// <returns>What differs from what the method returns, by path.</returns>
    public abstract Task<IReadOnlyList<string>> AskAsync(CacheHost node);
}

/// <summary>A result type, with what makes values of it: a new one each time.</summary>
internal sealed class Specimen<T>(params Func<T>[] values) : Specimen
{
    public override Type Type => typeof(T);

    public override int Count => values.Length;

    public T Make(int index) => values[index]();

    public override void Register(IServiceCollection services) =>
        services.AddSingleton(this).AddScoped<IKept<T>, Kept<T>>();

    public override async Task<IReadOnlyList<string>> AskAsync(CacheHost node)
    {
        var service = node.Get<IKept<T>>();
        List<string> differences = [];
        for (int index = 0; index < values.Length; index++)
        {
            for (int time = 1; time <= 2; time++)
            {
                Add(index, $"GetAsync, time {time}", await service.GetAsync(index).Soon());
                Add(index, $"Get, time {time}", service.Get(index));
            }
        }

        return differences;

        void Add(int index, string call, T served)
        {
            if (SameValue.FindDifference(typeof(T), Make(index), served) is { } difference)
            {
                differences.Add($"{typeof(T)}, value {index}, {call}: {difference}");
            }
        }
    }
}
