using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using ProtoBuf;

namespace Interception.Tests.Calls;

/// <summary>Whatever step of caching a call fails, its caller gets the method's own answer, in the shape that the method declares.</summary>
[TestFixture]
internal sealed class FailingStepTests
{
    /// <summary>What fails.</summary>
    public enum Step
    {
        ReadingVaryBy,
        MissingVaryBy,
        RestoringVaryBy,
        ReadingTheKey,
        KeepingTheKey,
        CopyingTheResult,
    }

    public enum Shape
    {
        Plain,
        Task,
        ValueTask,
    }

    private const int Poisoned = 13;

    /// <summary>From which reading of an argument on its getter throws. A front reads it once more, before the call goes the whole way.</summary>
    private static readonly AsyncLocal<int> ReadsToFailure = new();

    public interface ISums
    {
        Sum Add(Pair pair);

        Task<Sum> AddAsync(Pair pair);

        ValueTask<Sum> AddSoonAsync(Pair pair);
    }

    [Test, Property("Failure", "C23")]
    public async Task Call_AStepFails_ReturnsTheMethodsAnswer([Values] Step step, [Values] Shape shape)
    {
        await using CacheHost host = new(services => services
            .AddSingleton<IVaryBy>(new FailingVaryBy(step))
            .AddScoped<ISums, Sums>()
            .AddInterception(static all =>
            {
                all.Defaults.Check = CheckMode.Off;
                all.Defaults.VaryBy = ["failing"];
                Array.ForEach((string[])["Add", "AddAsync", "AddSoonAsync"], name => all.Methods["ISums." + name] = new MethodOptions());
            })
            .DecorateWithCaching<ISums>());
        var sums = host.Get<ISums>();
        var pair = new Pair { One = 6, Other = step == Step.CopyingTheResult ? Poisoned - 6 : 1 };
        for (int round = 1; round <= 2; round++)
        {
            ReadsToFailure.Value = step switch { Step.ReadingTheKey => 1, Step.KeepingTheKey => FrontSwitch.IsOn ? 3 : 2, _ => int.MaxValue };
            Sum sum = shape switch
            {
                Shape.Plain => sums.Add(pair),
                Shape.Task => await sums.AddAsync(pair),
                _ => await sums.AddSoonAsync(pair),
            };

            Assert.That((sum.Total, host.Origin.Runs), Is.EqualTo((pair.One + pair.Other, round)));
        }
    }

    [ProtoContract]
    public sealed class Pair
    {
        [ProtoMember(1)]
        public int One { get; set; }

        [ProtoMember(2)]
        public int Other { get; set; }

        [ProtoMember(3)]
        public int Noise
        {
            get => --ReadsToFailure.Value <= 0 ? throw new InvalidOperationException("It can't be read now.") : 1;
            set => _ = value;
        }
    }

    [ProtoContract]
    public struct Sum
    {
        [ProtoMember(1)]
        public int Total { get; set; }

        [ProtoMember(2)]
        public int Noise
        {
            readonly get => Total == Poisoned ? throw new InvalidOperationException("It can't be read at all.") : 1;
            set => _ = value;
        }
    }

    private sealed class Sums(Origin origin) : ISums
    {
        public Sum Add(Pair pair)
        {
            origin.Ask(0, default);
            return new Sum { Total = pair.One + pair.Other };
        }

        public async Task<Sum> AddAsync(Pair pair)
        {
            await Task.Yield();
            return Add(pair);
        }

        public ValueTask<Sum> AddSoonAsync(Pair pair) => new(AddAsync(pair));
    }

    private sealed class FailingVaryBy(Step step) : IVaryBy
    {
        public string Name => "failing";

        public string? GetValue(IServiceProvider caller) => step switch
        {
            Step.ReadingVaryBy => throw new InvalidOperationException("No request."),
            Step.MissingVaryBy => null,
            _ => "value",
        };

        public IDisposable? Restore(string value, IServiceProvider run) =>
            step == Step.RestoringVaryBy ? throw new InvalidOperationException("No request.") : null;
    }
}
