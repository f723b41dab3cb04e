using Interception.Configuration;
using Interception.Tests.Configuration;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Interception.Tests.EndToEnd;

/// <summary>A file that is saved a thousand times, well and badly, while calls go on.</summary>
[TestFixture, Property("Row", "R22")]
internal sealed class ReloadsUnderLoadTests
{
    private const int Reloads = 1000;
    private const int ReloadsAtATime = 20;
    private const int Keys = 8;

    private static readonly CandidateMethod Method = new(typeof(ISource), typeof(ISource).GetMethod(nameof(ISource.GetAsync))!);

    private readonly Random _random = new(22);
    private SettingsFile _file = null!;
    private CacheHost _host = null!;
    private int _minutes = 10;
    private string? _report;
    private int _expectedLines;

    [SetUp]
    public void SetUp()
    {
        (_minutes, _report, _expectedLines) = (10, null, 0);
        _file = new SettingsFile(Settings("10m", "10s"));
        _host = new CacheHost(services => services.AddScoped<ISource, Source>().AddInterception(_file.Root).DecorateWithCaching<ISource>());
    }

    [TearDown]
    public async Task TearDown()
    {
        await _host.DisposeAsync();
        _file.Dispose();
    }

    [Test]
    [Property("Failure", "F2")]
    [Property("Failure", "F7")]
    [Property("Failure", "F10")]
    public async Task Reload_AThousandTimesWhileCallsGoOn_TheLastGoodAlwaysHoldsAndNoCallNotices()
    {
        int[] calls = new int[3];
        using var stop = new CancellationTokenSource();
        Task[] callers =
        [
            CallAsync(id => _host.Source.GetAsync(id, default), static id => $"old-{id}", calls, 0, stop.Token),
            CallAsync(id => Task.FromResult(_host.Source.Get(id, default)), static id => $"old-{id}", calls, 1, stop.Token),
            CallAsync(async id => string.Join(' ', await _host.Source.ListAsync(id)), static id => $"old-{id} second", calls, 2, stop.Token),
        ];

        for (int reload = 0; reload < Reloads; reload++)
        {
            Save(_random.Next(8));
            _file.Fire();
            Assert.That(_host.Runtime.Settings.Find(Method)?.Expiry.TotalMinutes, Is.EqualTo(_minutes), $"after reload {reload}");
            if (reload % ReloadsAtATime > 0)
            {
                continue; // Calls go on meanwhile; now and then each caller must have had a turn.
            }

            int[] before = [.. calls];
            await Nodes.UntilAsync(() => Array.Exists(callers, caller => caller.IsCompleted)
                || Enumerable.Range(0, calls.Length).All(caller => Volatile.Read(ref calls[caller]) > before[caller]));
        }

        await stop.CancelAsync();
        await Task.WhenAll(callers);
        await _host.IdleAsync();
        FakeLogRecord[] problems = [.. _host.OwnLogs().Where(static record => record.Level >= LogLevel.Warning)];
        Assert.That(problems.Select(static record => record.Id.Name).Distinct(), Is.EquivalentTo(new[] { "ConfigurationRejected", "ConfigurationVanished" }));
        Assert.That(problems, Has.Length.EqualTo(_expectedLines).And.Length.GreaterThan(Reloads / 10));
        Assert.That(problems, Is.All.Matches((FakeLogRecord? record) => record!.Message.Contains("Interception", StringComparison.Ordinal)));
    }

    /// <summary>Saves the file in one of several ways, and notes what must come of it.</summary>
    private void Save(int way)
    {
        int next = _random.Next(2, 60);
        switch (way)
        {
            case 0:
                _file.Write(Settings($"{next}", $"{next}s")); // No unit.
                Report($"value {next}");
                break;
            case 1:
                _file.Write(Settings($"{next}m", $"{next}s").Replace("RunTimeout", "RunTimeuot", StringComparison.Ordinal));
                Report("misspelt");
                break;
            case 2:
                string half = Settings($"{next}m", $"{next}s");
                File.WriteAllText(_file.Path, $"{{ \"Interception\": {half[..(half.Length * next / 60)]}"); // Nobody is told of it.
                break;
            case 3:
                _file.Delete();
                Report("gone");
                break;
            default:
                _file.Write(Settings($"{next}m", $"{next}s"));
                (_minutes, _report) = (next, null);
                break;
        }
    }

    /// <summary>The same report again is no news until a good reading has come.</summary>
    private void Report(string report)
    {
        _expectedLines += report == _report ? 0 : 1;
        _report = report;
    }

    /// <summary>Settings whose durations say the same number twice, so that a reader who sees two readings mixed can tell.</summary>
    private string Settings(string expiry, string runTimeout)
    {
        string mode = _random.Next(20) == 0 ? "Off" : "Cache"; // Opening a method again takes milliseconds, and so does another way with results.
        string check = ((string[])["EveryHit", "Off", "Interval"])[_random.Next(3)];
        string results = _random.Next(20) == 0 ? "Copy" : "Auto";
        string method = $$"""{ "Expiry": "{{expiry}}", "RunTimeout": "{{runTimeout}}", "Mode": "{{mode}}", "Check": "{{check}}", "Results": "{{results}}" }""";
        return $$"""{ "Methods": { "ISource.GetAsync": {{method}}, "ISource.Get": {{method}}, "ISource.ListAsync": {{method}} } }""";
    }

    private Task CallAsync(Func<int, Task<string?>> call, Func<int, string> expected, int[] calls, int caller, CancellationToken stop) => Task.Run(
        async () =>
        {
            for (int i = 0; !stop.IsCancellationRequested; i++)
            {
                MethodPolicy policy = _host.Runtime.Settings.Find(Method)!;
                Assert.That(policy.Expiry.TotalMinutes, Is.EqualTo(policy.RunTimeout.TotalSeconds), "of one reading");
                Assert.That(await call(i % Keys), Is.EqualTo(expected(i % Keys)));
                Interlocked.Increment(ref calls[caller]);
                await Task.Yield();
            }
        },
        CancellationToken.None);
}
