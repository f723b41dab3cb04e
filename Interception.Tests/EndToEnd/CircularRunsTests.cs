using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>Runs that come to need themselves end all the same.</summary>
[TestFixture]
internal sealed class CircularRunsTests
{
    public interface ICrossing
    {
        Task<string> LeftAsync(int id);

        Task<string> RightAsync(int id);

        string Left(int id);

        string Right(int id);
    }

    [Test, Property("Failure", "B22")]
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

    [Test, Property("Failure", "B22")]
    public async Task Check_ReachesItselfAgain_RunsUncachedInsteadOfCheckingAnew([Values] bool isAsync)
    {
        await using CacheHost host = CacheHost.OfSource();
        _ = isAsync ? await host.Source.GetAsync(1, default) : host.Source.Get(1, default);
        using var requests = host.Collect<long>("interception.requests");
        int depth = 0;
        host.Origin.Before = async (_, _) => _ = depth++ == 0 ? await host.Source.GetAsync(1, default) : null;
        host.Origin.BeforeSync = (_, _) => _ = depth++ == 0 ? host.Source.Get(1, default) : null;

        Assert.That(isAsync ? await host.Source.GetAsync(1, default) : host.Source.Get(1, default), Is.EqualTo("old-1"));
        await host.IdleAsync();

        Assert.That(requests.GetMeasurementSnapshot().Select(one => one.Tags["result"]), Is.EqualTo((string[])["hit", "bypass"]));
        Assert.That(host.Origin.Runs, Is.EqualTo(3));
    }

    [Test, Property("Failure", "B22")]
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

    private static Task<string> OnPool(Func<Task<string>> call) => Task.Run(call);

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
}
