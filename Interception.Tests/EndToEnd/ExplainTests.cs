using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

[TestFixture]
internal sealed class ExplainTests
{
    private static void Interval(MethodOptions method) => (method.Check, method.CheckInterval) = (CheckMode.Interval, TimeSpan.FromSeconds(30));

    [Test]
    public async Task Explain_NothingCached_SaysSo()
    {
        await using CacheHost host = CacheHost.OfSource();

        CallExplanation explanation = await ExplainAsync(host);

        Assert.That((explanation.Place, explanation.Age, explanation.NextCheckIn), Is.EqualTo((AnswerPlace.None, (TimeSpan?)null, (TimeSpan?)null)));
        Assert.That(explanation.Reason, Is.EqualTo("nothing is cached: the next call waits for a run"));
        Assert.That(explanation.KeyDigest, Does.Match("^[0-9a-f]{40}$"));
        Assert.That(explanation.Method, Is.EqualTo("ISource.GetAsync"));
    }

    [Test]
    public async Task Explain_Digest_TellsCallsApartAndShowsNoArgument()
    {
        await using CacheHost host = CacheHost.OfSource();

        CallExplanation one = await ExplainAsync(host, id: 1);
        CallExplanation same = await ExplainAsync(host, id: 1);
        CallExplanation other = await ExplainAsync(host, id: 2);

        Assert.That(one.KeyDigest, Is.EqualTo(same.KeyDigest).And.Not.EqualTo(other.KeyDigest));
    }

    [Test]
    public async Task Explain_InMemory_TellsAgeAndWhenTheNextCheckIsDue()
    {
        await using CacheHost host = CacheHost.OfSource(Interval);
        await host.Source.GetAsync(1, default);
        host.Clock.Advance(TimeSpan.FromSeconds(10));

        CallExplanation explanation = await ExplainAsync(host);

        Assert.That((explanation.Place, explanation.Age, explanation.SinceLastCheck),
            Is.EqualTo((AnswerPlace.Memory, (TimeSpan?)TimeSpan.FromSeconds(10), (TimeSpan?)TimeSpan.FromSeconds(10))));
        Assert.That(explanation.NextCheckIn, Is.EqualTo(TimeSpan.FromSeconds(20)));
        Assert.That(explanation.Reason, Is.EqualTo("CheckInterval is 30s"));
        Assert.That(explanation.LastOutcome, Is.EqualTo("none yet: it is the first answer"));
        Assert.That(host.Origin.Runs, Is.EqualTo(1), "explaining runs nothing");
    }

    [Test]
    public async Task Explain_AfterChecks_TellsWhatCameOfTheLast()
    {
        await using CacheHost host = CacheHost.OfSource(Interval);
        await CheckAsync();
        Assert.That((await ExplainAsync(host)).LastOutcome, Is.EqualTo("unchanged"));

        host.Origin.Text = "new";
        await CheckAsync();
        Assert.That((await ExplainAsync(host)).LastOutcome, Is.EqualTo("changed"));

        host.Origin.Before = (_, _) => throw new InvalidOperationException("Down.");
        await CheckAsync();
        CallExplanation failed = await ExplainAsync(host);
        Assert.That(failed.LastOutcome, Is.EqualTo("failed, 1 times in a row"));
        Assert.That(failed.Reason, Is.EqualTo("it is left alone for a while, because its checks fail"));

        async Task CheckAsync()
        {
            await host.Source.GetAsync(1, default);
            host.Clock.Advance(TimeSpan.FromSeconds(31));
            await host.Source.GetAsync(1, default);
            await host.IdleAsync();
        }
    }

    [TestCase(CheckMode.Off, "Check is Off", null)]
    [TestCase(CheckMode.EveryHit, "Check is EveryHit", 0)]
    public async Task Explain_OtherModes_NameTheMode(CheckMode mode, string reason, int? seconds)
    {
        await using CacheHost host = CacheHost.OfSource(method => method.Check = mode);
        await host.Source.GetAsync(1, default);

        CallExplanation explanation = await ExplainAsync(host);

        Assert.That((explanation.Reason, explanation.NextCheckIn?.TotalSeconds), Is.EqualTo((reason, (double?)seconds)));
    }

    [Test]
    public async Task Explain_Adaptive_TellsRatesAndWhatACheckIsWorth()
    {
        await using CacheHost host = CacheHost.OfSource(method => method.Check = CheckMode.Adaptive);
        await host.Source.GetAsync(1, default);
        host.Clock.Advance(TimeSpan.FromSeconds(3));

        CallExplanation explanation = await ExplainAsync(host);

        Assert.That(explanation.ChangesPerHour, Is.EqualTo(12).Within(1e-6), "what is expected before anything is known: one in five minutes");
        Assert.That(explanation.StaleProbability, Is.EqualTo(1 - Math.Exp(-0.01)).Within(1e-6));
        Assert.That(explanation.HitsPerHour, Is.GreaterThan(0));
        Assert.That(explanation.NextCheckIn, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(explanation.Reason, Does.Contain("stale answers, and must prevent 1"));
    }

    [Test]
    public async Task Explain_Policy_NamesThePlaceOfEachSetting()
    {
        await using CacheHost host = CacheHost.OfSource(Interval, options => options.Defaults.Expiry = TimeSpan.FromHours(1));

        Dictionary<string, PolicySetting> policy = (await ExplainAsync(host)).Policy.ToDictionary(one => one.Name);

        Assert.That(policy["Check"], Is.EqualTo(new PolicySetting("Check", "Interval", "Interception:Methods:ISource.GetAsync")));
        Assert.That(policy["Expiry"], Is.EqualTo(new PolicySetting("Expiry", "1h", "Interception:Defaults")));
        Assert.That(policy["StaleTarget"], Is.EqualTo(new PolicySetting("StaleTarget", "1%", "built in")));
    }

    [Test]
    public async Task Explain_Text_HoldsItAll()
    {
        await using CacheHost host = CacheHost.OfSource(Interval);
        await host.Source.GetAsync(1, default);
        host.Clock.Advance(TimeSpan.FromSeconds(10));

        string text = (await ExplainAsync(host)).ToString();

        Assert.That(text, Does.Contain("Next check:           in 20.0 s").And.Contain("CheckInterval is 30s").And.Contain("Interval (Interception:Methods:ISource.GetAsync)"));
    }

    private static async Task<CallExplanation> ExplainAsync(CacheHost host, int id = 1) =>
        (await host.Cache.ExplainAsync<ISource>(source => source.GetAsync(id, default)))!;
}
