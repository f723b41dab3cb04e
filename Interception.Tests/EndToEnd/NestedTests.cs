using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>Cached calls inside runs of cached methods.</summary>
[TestFixture]
internal sealed class NestedTests
{
    public interface IOuter
    {
        Task<string> ReadAsync(int id);

        string Read(int id);
    }

    public interface ICrossing
    {
        Task<string> LeftAsync(int id);

        Task<string> RightAsync(int id);

        string Left(int id);

        string Right(int id);
    }

    [Test]
    public async Task Check_CallsACachedMethod_ReadsThroughItsStaleEntry([Values] bool isAsync, [Values] bool isSingleton)
    {
        await using CacheHost host = Start(isSingleton);
        var outer = host.Get<IOuter>();
        await ReadAsync(outer, isAsync);
        host.Origin.Text = "new";
        using var checks = host.Collect<long>("interception.checks");

        Assert.That(await ReadAsync(outer, isAsync), Is.EqualTo("outer old-1"));
        await host.IdleAsync();

        Assert.That(await ReadAsync(outer, isAsync), Is.EqualTo("outer new-1"));
        await host.IdleAsync();
        CachedAnswer? inner = isAsync
            ? await host.Cache.PeekAsync<ISource>(source => source.GetAsync(1, default))
            : await host.Cache.PeekAsync<ISource>(source => source.Get(1, default));
        Assert.That(inner!.Value, Is.EqualTo("new-1"), "the inner answer was checked on the way");
        string innerMethod = isAsync ? "ISource.GetAsync" : "ISource.Get";
        Assert.That(
            checks.GetMeasurementSnapshot().Where(one => Equals(one.Tags["method"], innerMethod)).Select(one => one.Tags["result"]),
            Is.EqualTo((string[])["changed", "unchanged"]));
    }

    [Test]
    public async Task Check_InnerEntryAlreadyProvenInIt_IsServedFromTheCache()
    {
        await using CacheHost host = Start(isSingleton: false, innerReads: 3);
        await host.Get<IOuter>().ReadAsync(1);
        Assert.That(host.Origin.Runs, Is.EqualTo(1));

        await host.Get<IOuter>().ReadAsync(1);
        await host.IdleAsync();

        Assert.That(host.Origin.Runs, Is.EqualTo(2), "one inner run a check");
    }

    [Test]
    public async Task Check_InnerMethodThrows_FailsAndKeepsBothAnswers([Values] bool isAsync)
    {
        await using CacheHost host = Start(isSingleton: false);
        await ReadAsync(host.Get<IOuter>(), isAsync);
        host.Origin.Before = (_, _) => throw new InvalidOperationException("The source is down.");
        host.Origin.BeforeSync = (_, _) => throw new InvalidOperationException("The source is down.");

        await ReadAsync(host.Get<IOuter>(), isAsync);
        await host.IdleAsync();

        Assert.That(await ReadAsync(host.Get<IOuter>(), isAsync), Is.EqualTo("outer old-1"));
    }

    [Test]
    public async Task Miss_CallsACachedMethod_MayBeServedItsEntry([Values] bool isAsync, [Values] bool isSingleton)
    {
        await using CacheHost host = Start(isSingleton);
        _ = isAsync ? await host.Source.GetAsync(1, default) : host.Source.Get(1, default);
        host.Origin.Text = "new";

        Assert.That(await ReadAsync(host.Get<IOuter>(), isAsync), Is.EqualTo("outer old-1"));
        Assert.That(host.Origin.Runs, Is.EqualTo(1));
    }

    [Test]
    public async Task Run_ReachesItselfAgain_RunsUncachedInsteadOfWaitingForItself([Values] bool isAsync, [Values] bool isSingleton)
    {
        await using CacheHost host = Cross(isSingleton, crossing =>
        {
            crossing.OnLeft = (self, id) => isAsync ? self.LeftAsync(id) : Task.FromResult(self.Left(id));
            crossing.Expected = 1;
        });
        var service = host.Get<ICrossing>();

        Assert.That(await OnPool(() => isAsync ? service.LeftAsync(1) : Task.FromResult(service.Left(1))).Soon(), Is.EqualTo("left(left)"));
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    [Test]
    public async Task Runs_CallEachOtherWithCrossingKeys_DoNotDeadlock([Values] bool isAsync, [Values] bool isSingleton)
    {
        await using CacheHost host = Cross(isSingleton, crossing =>
        {
            crossing.OnLeft = (self, id) => isAsync ? self.RightAsync(id) : Task.FromResult(self.Right(id));
            crossing.OnRight = (self, id) => isAsync ? self.LeftAsync(id) : Task.FromResult(self.Left(id));
        });
        var service = host.Get<ICrossing>();

        string[] answers = await Task.WhenAll(
            OnPool(() => isAsync ? service.LeftAsync(1) : Task.FromResult(service.Left(1))),
            OnPool(() => isAsync ? service.RightAsync(1) : Task.FromResult(service.Right(1)))).Soon();

        Assert.That(answers[0], Does.StartWith("left(right"));
        Assert.That(answers[1], Does.StartWith("right(left"));
    }

    private static async Task<string> ReadAsync(IOuter outer, bool isAsync) => isAsync ? await outer.ReadAsync(1) : outer.Read(1);

    private static Task<string> OnPool(Func<Task<string>> call) => Task.Run(call);

    private static CacheHost Start(bool isSingleton, int innerReads = 1) => new(services =>
    {
        ServiceLifetime lifetime = isSingleton ? ServiceLifetime.Singleton : ServiceLifetime.Scoped;
        services.Add(new ServiceDescriptor(typeof(ISource), typeof(Source), lifetime));
        services.Add(new ServiceDescriptor(typeof(IOuter), typeof(Outer), lifetime));
        services.AddSingleton(new Reads(innerReads));
        services.AddInterception(all =>
        {
            all.Methods["ISource.GetAsync"] = new MethodOptions { Check = CheckMode.Off };
            all.Methods["ISource.Get"] = new MethodOptions { Check = CheckMode.Off };
            all.Methods["IOuter.ReadAsync"] = new MethodOptions { Check = CheckMode.EveryHit };
            all.Methods["IOuter.Read"] = new MethodOptions { Check = CheckMode.EveryHit };
        }).DecorateWithCaching<ISource>().DecorateWithCaching<IOuter>();
    });

    private static CacheHost Cross(bool isSingleton, Action<Meeting> arrange)
    {
        var meeting = new Meeting();
        arrange(meeting);
        return new CacheHost(services =>
        {
            services.AddSingleton(meeting);
            services.Add(new ServiceDescriptor(
                typeof(ICrossing), typeof(Crossing), isSingleton ? ServiceLifetime.Singleton : ServiceLifetime.Scoped));
            services.AddInterception(all =>
            {
                foreach (string name in (string[])["LeftAsync", "RightAsync", "Left", "Right"])
                {
                    all.Methods["ICrossing." + name] = new MethodOptions { Check = CheckMode.Off };
                }
            }).DecorateWithCaching<ICrossing>();
        });
    }

    internal sealed record Reads(int Count);

    private sealed class Outer(ISource source, Reads reads) : IOuter
    {
        public async Task<string> ReadAsync(int id)
        {
            for (int i = 1; i < reads.Count; i++)
            {
                await source.GetAsync(id, default);
            }

            return $"outer {await source.GetAsync(id, default)}";
        }

        public string Read(int id) => $"outer {source.Get(id, default)}";
    }

    /// <summary>Where the first runs of both sides meet before each calls the other.</summary>
    internal sealed class Meeting
    {
        private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _lefts;
        private int _rights;
        private int _present;

        /// <summary>How many must come before they go on.</summary>
        public int Expected { get; set; } = 2;

        public Func<ICrossing, int, Task<string>>? OnLeft { get; set; }

        public Func<ICrossing, int, Task<string>>? OnRight { get; set; }

        public bool IsFirst(bool isLeft) => (isLeft ? Interlocked.Increment(ref _lefts) : Interlocked.Increment(ref _rights)) == 1;

        /// <summary>Blocks the calling thread, as the synchronous methods need it, until all have come.</summary>
        public void Wait()
        {
            if (Interlocked.Increment(ref _present) == Expected)
            {
                _complete.SetResult();
            }

            _complete.Task.Wait(TimeSpan.FromSeconds(30));
        }
    }

    private sealed class Crossing(IServiceProvider services, Meeting meeting, Origin origin) : ICrossing
    {
        public Task<string> LeftAsync(int id) => GoAsync(isLeft: true, id);

        public Task<string> RightAsync(int id) => GoAsync(isLeft: false, id);

        // What OnLeft and OnRight return for these is complete.
        public string Left(int id) => GoAsync(isLeft: true, id).Result;

        public string Right(int id) => GoAsync(isLeft: false, id).Result;

        private async Task<string> GoAsync(bool isLeft, int id)
        {
            origin.Ask(id, default);
            string name = isLeft ? "left" : "right";
            if (!meeting.IsFirst(isLeft))
            {
                return name;
            }

            meeting.Wait();
            return $"{name}({await (isLeft ? meeting.OnLeft! : meeting.OnRight!)(services.GetRequiredService<ICrossing>(), id)})";
        }
    }
}
