using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>An IVaryBy that can't take back what it has set: the result is there, and nothing is taken from it.</summary>
[TestFixture]
internal sealed class BrokenUndoTests
{
    [Test, Property("Failure", "B28")]
    public async Task Undo_Throws_KeepsTheAnswerAndUndoesTheRest([Values] bool isAsync)
    {
        var first = new Undoing("first", fails: false);
        var second = new Undoing("second", fails: true);
        await using CacheHost host = new(services => services
            .AddSingleton<IVaryBy>(first).AddSingleton<IVaryBy>(second).AddScoped<ISource, Source>()
            .AddInterception(all =>
            {
                all.Defaults.VaryBy = ["first", "second"];
                all.Defaults.Check = CheckMode.EveryHit;
                all.Methods["ISource.GetAsync"] = new MethodOptions();
                all.Methods["ISource.Get"] = new MethodOptions();
            }).DecorateWithCaching<ISource>());
        using var checks = host.Collect<long>("interception.checks");

        Assert.That(await AskAsync(host, isAsync), Is.EqualTo("old-1"));
        Assert.That(await AskAsync(host, isAsync), Is.EqualTo("old-1"));
        await host.IdleAsync();

        Assert.That(host.Origin.Runs, Is.EqualTo(2), "a miss and a check");
        Assert.That(checks.LastMeasurement!.Tags["result"], Is.EqualTo("unchanged"));
        Assert.That((first.Undone, second.Undone), Is.EqualTo((2, 2)));
        Assert.That(host.EventNames(), Is.EqualTo((string[])["VaryByNotTakenBack"]), "a line a second, and no time has passed");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await AskAsync(host, isAsync);
        await host.IdleAsync();
        Assert.That(host.EventNames(), Is.EqualTo((string[])["VaryByNotTakenBack", "VaryByNotTakenBack"]));
    }

    private static async Task<string?> AskAsync(CacheHost host, bool isAsync) =>
        isAsync ? await host.Source.GetAsync(1, default).Soon() : host.Source.Get(1, default);

    private sealed class Undoing(string name, bool fails) : IVaryBy
    {
        private int _undone;

        public string Name => name;

        public int Undone => Volatile.Read(ref _undone);

        public string GetValue(IServiceProvider caller) => "value";

        public IDisposable Restore(string value, IServiceProvider run) => new Undo(this);

        private sealed class Undo(Undoing owner) : IDisposable
        {
            public void Dispose()
            {
                Interlocked.Increment(ref owner._undone);
                owner.ThrowIfItFails();
            }
        }

        private void ThrowIfItFails()
        {
            if (fails)
            {
                throw new InvalidOperationException("It can't be taken back.");
            }
        }
    }
}
