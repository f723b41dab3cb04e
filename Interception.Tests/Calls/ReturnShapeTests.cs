using System.Threading.Tasks.Sources;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls;

/// <summary>Each way to return a result, with results of each kind: what comes back is of exactly the declared type.</summary>
[TestFixture]
internal sealed class ReturnShapeTests
{
    internal interface IReturns
    {
        T Plain<T>(T value);

        Task<T> LaterAsync<T>(T value);

        ValueTask<T> SoonAsync<T>(T value);

        ValueTask<int> OnceAsync(int id);
    }

    private sealed class Returns(Origin origin) : IReturns
    {
        public T Plain<T>(T value)
        {
            origin.Ask(0, default);
            return value;
        }

        public async Task<T> LaterAsync<T>(T value)
        {
            await Task.Yield();
            return Plain(value);
        }

        public ValueTask<T> SoonAsync<T>(T value) => new(Plain(value));

        public ValueTask<int> OnceAsync(int id) => new(new Once(Plain(id)), 0);
    }

    /// <summary>What a pooled ValueTask is: whoever reads it twice may get another call's result.</summary>
    private sealed class Once(int result) : IValueTaskSource<int>
    {
        private int _reads;

        public int GetResult(short token) =>
            Interlocked.Increment(ref _reads) == 1 ? result : throw new InvalidOperationException("It was read twice.");

        public ValueTaskSourceStatus GetStatus(short token) => ValueTaskSourceStatus.Succeeded;

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => continuation(state);
    }

    private CacheHost _host = null!;
    private IReturns _returns = null!;

    [SetUp]
    public void SetUp()
    {
        _host = new CacheHost(static services => services
            .AddScoped<IReturns, Returns>()
            .AddInterception(static all =>
            {
                all.Defaults.Check = CheckMode.EveryHit;
                Array.ForEach(
                    (string[])["Plain", "LaterAsync", "SoonAsync", "OnceAsync"],
                    name => all.Methods["IReturns." + name] = new MethodOptions());
            })
            .DecorateWithCaching<IReturns>());
        _returns = _host.Get<IReturns>();
    }

    [TearDown]
    public async Task TearDown()
    {
        await _host.IdleAsync();
        Assert.That(_host.EventNames(), Is.Empty);
        await _host.DisposeAsync();
    }

    [Test, Property("Failure", "C24")]
    public async Task Call_EachShapeAndKindOfResult_ComesBackAsItsOwnType()
    {
        await AssertShapesAsync(true);
        await AssertShapesAsync((byte)1);
        await AssertShapesAsync((short)2);
        await AssertShapesAsync(3);
        await AssertShapesAsync(4L);
        await AssertShapesAsync(5UL);
        await AssertShapesAsync('c');
        await AssertShapesAsync(1.5f);
        await AssertShapesAsync(2.5d);
        await AssertShapesAsync(3.50m);
        await AssertShapesAsync(DayOfWeek.Friday);
        await AssertShapesAsync<int?>(6);
        await AssertShapesAsync<int?>(null);
        await AssertShapesAsync<DayOfWeek?>(DayOfWeek.Monday);
        await AssertShapesAsync(new Guid("0123456789abcdef0123456789abcdef"));
        await AssertShapesAsync(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(6)));
        await AssertShapesAsync(new Point(7, 8));
        await AssertShapesAsync((9, "ten"));
        await AssertShapesAsync("text");
        await AssertShapesAsync<string?>(null);
        await AssertShapesAsync(new List<int> { 11, 12 });
    }

    [Test, Property("Failure", "C25")]
    public async Task Call_ValueTaskThatMayBeReadOnce_IsReadOnceByMissAndCheck()
    {
        for (int round = 0; round < 3; round++)
        {
            Assert.That(await _returns.OnceAsync(round % 2), Is.EqualTo(round % 2));
            await _host.IdleAsync();
        }

        Assert.That(_host.Origin.Runs, Is.EqualTo(3), "two misses and a check");
    }

    private async Task AssertShapesAsync<T>(T value)
    {
        int before = _host.Origin.Runs;
        for (int round = 0; round < 2; round++)
        {
            Assert.That(_returns.Plain(value), Is.EqualTo(value));
            Assert.That(await _returns.LaterAsync(value), Is.EqualTo(value));
            Assert.That(await _returns.SoonAsync(value), Is.EqualTo(value));
            await _host.IdleAsync();
        }

        Assert.That(_host.Origin.Runs - before, Is.EqualTo(6), "a miss and a check of each shape");
    }
}
