using System.Diagnostics.Metrics;
using System.Reflection;
using Castle.DynamicProxy;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>A hit that a typed front answers allocates nothing; one that goes through Castle, what Castle's proxy allocates, and nothing besides.</summary>
[TestFixture]
internal sealed class HitAllocationTests
{
    /// <summary>Castle's invocation, its array of two arguments, and the boxed number.</summary>
    private const long BytesWithArguments = 80 + 40 + 24;

    /// <summary>Castle's invocation, and an empty array that it makes anew.</summary>
    private const long BytesWithoutArguments = 80 + 24;

    private static readonly (string Name, Action<IPriced> Call, long Bytes)[] Calls =
    [
        ("Task", static prices => _ = prices.FindAsync(5, "eu"), BytesWithArguments),
        ("ValueTask", static prices => Drop(prices.FindValueAsync(5, "eu")), BytesWithArguments),
        ("plain", static prices => _ = prices.Find(5, "eu"), BytesWithArguments),
        ("no argument", static prices => _ = prices.First(), BytesWithoutArguments),
    ];

    public interface IPriced
    {
        Task<string> FindAsync(int id, string market);

        ValueTask<string> FindValueAsync(int id, string market);

        string Find(int id, string market);

        string First();
    }

    [Test]
    public async Task Hit_AllocatesNothing_OrCastlesOwnBytes([Values(0, 1, 2, 3)] int shape, [Values] bool isMeasured)
    {
        (_, Action<IPriced> call, long bytes) = Calls[shape];
        using var listener = new MeterListener();
        if (isMeasured)
        {
            listener.InstrumentPublished = static (instrument, self) => self.EnableMeasurementEvents(instrument);
            listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
            listener.Start();
        }

        await using CacheHost host = new(services => services
            .AddScoped<IPriced, Priced>()
            .AddInterception(all =>
            {
                foreach (MethodInfo method in typeof(IPriced).GetMethods())
                {
                    all.Methods["IPriced." + method.Name] = new MethodOptions();
                }
            })
            .DecorateWithCaching<IPriced>());
        IPriced constant = new ProxyGenerator().CreateInterfaceProxyWithTargetInterface<IPriced>(new Priced(), new Constant());

        IPriced prices = host.Get<IPriced>();
        await prices.FindAsync(5, "eu"); // Runs in flight would be waited for, which costs.
        await prices.FindValueAsync(5, "eu");

        Assert.That(Measure(constant, call), Is.EqualTo(bytes), "a constant behind Castle");
        Assert.That(Measure(prices, call), Is.EqualTo(FrontSwitch.IsOn ? 0 : bytes), "a hit");
    }

    private static void Drop(ValueTask<string> answer) => _ = answer;

    private static long Measure(IPriced prices, Action<IPriced> call)
    {
        const int calls = 100;
        for (int i = 0; i < calls; i++)
        {
            call(prices);
        }

        long least = long.MaxValue;
        for (int round = 0; round < 20; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < calls; i++)
            {
                call(prices);
            }

            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / calls);
        }

        return least;
    }

    private sealed class Constant : IInterceptor
    {
        private static readonly object Task = System.Threading.Tasks.Task.FromResult("constant");
        private static readonly object ValueTask = new ValueTask<string>("constant");

        public void Intercept(IInvocation invocation) => invocation.ReturnValue =
            invocation.Method.ReturnType == typeof(Task<string>) ? Task
            : invocation.Method.ReturnType == typeof(ValueTask<string>) ? ValueTask
            : "constant";
    }

    private sealed class Priced : IPriced
    {
        public Task<string> FindAsync(int id, string market) => Task.FromResult(Find(id, market));

        public ValueTask<string> FindValueAsync(int id, string market) => new(Find(id, market));

        public string Find(int id, string market) => market + id;

        public string First() => "first";
    }
}
