using System.Reflection;
using Interception.Configuration;
using Interception.Tests.Configuration.Services;
using NUnit.Framework;

namespace Interception.Tests.Configuration;

[TestFixture]
internal sealed class MethodLayerTests
{
    private static readonly MethodLayer Full = new()
    {
        Mode = CacheMode.Off,
        Expiry = TimeSpan.FromMinutes(1),
        Check = CheckMode.EveryHit,
        CheckInterval = TimeSpan.FromMinutes(2),
        MinCheckInterval = TimeSpan.FromSeconds(4),
        MaxCheckInterval = TimeSpan.FromMinutes(5),
        StaleTarget = 0.06,
        CheckBudget = 0.07,
        MaxChecksPerSecond = 8,
        WaitWhenLikelyStale = 0.8,
        WaitBudget = 0.3,
        VerifyShare = 0.1,
        HoldoutShare = 0.2,
        RunTimeout = TimeSpan.FromMinutes(3),
        MaxConcurrentChecks = 7,
        CacheNull = false,
        Results = ResultHandling.Copy,
        VaryBy = new NameSet(["culture"]),
        IgnoreParameters = new NameSet(["id"]),
        CompareIgnore = new NameSet(["At"]),
        Tags = new NameSet(["t"]),
        Optional = true,
    };

    private interface IDecorated
    {
        [Cached(
            Expiry = "1m", Check = CheckMode.EveryHit, CheckInterval = "2m", MinCheckInterval = "4s", MaxCheckInterval = "5m", StaleTarget = "6%",
            CheckBudget = "7%", MaxChecksPerSecond = 8, WaitWhenLikelyStale = "80%", WaitBudget = "30%", VerifyShare = "10%", HoldoutShare = "20%", RunTimeout = "3m",
            CacheNull = false, Results = ResultHandling.Copy, VaryBy = ["culture"], IgnoreParameters = ["id"], CompareIgnore = ["At"], Tags = ["t"])]
        int Get(int id);
    }

    private static IEnumerable<PropertyInfo> Settings => typeof(MethodLayer).GetProperties();

    [TestCaseSource(nameof(Settings))]
    public void Over_SettingNotGiven_ComesFromBelow(PropertyInfo setting)
    {
        Assert.That(setting.GetValue(Full), Is.Not.Null, "the full layer gives every setting");
        Assert.That(setting.GetValue(MethodLayer.Empty.Over(Full)), Is.EqualTo(setting.GetValue(Full)));
    }

    [Test]
    public void Over_SettingsGiven_WinOverThoseBelow()
    {
        MethodLayer below = new()
        {
            Mode = CacheMode.Cache,
            Expiry = TimeSpan.FromMinutes(9),
            Check = CheckMode.Off,
            CheckInterval = TimeSpan.FromMinutes(9),
            MinCheckInterval = TimeSpan.FromMinutes(9),
            MaxCheckInterval = TimeSpan.FromMinutes(9),
            StaleTarget = 0.9,
            CheckBudget = 0.9,
            MaxChecksPerSecond = 9,
            WaitWhenLikelyStale = 0.99,
            WaitBudget = 0.9,
            VerifyShare = 0.9,
            HoldoutShare = 0.4,
            RunTimeout = TimeSpan.FromMinutes(9),
            MaxConcurrentChecks = 9,
            CacheNull = true,
            Results = ResultHandling.Share,
            VaryBy = NameSet.Empty,
            IgnoreParameters = NameSet.Empty,
            CompareIgnore = NameSet.Empty,
            Tags = NameSet.Empty,
            Optional = false,
        };

        Assert.That(Full.Over(below), Is.EqualTo(Full));
    }

    [Test]
    public void ToPolicy_EverySetting_IsTakenOver()
    {
        MethodPolicy policy = Full.ToPolicy(isEnabled: true, concurrency: 4);

        Assert.That(policy, Is.EqualTo(new MethodPolicy
        {
            IsCached = false,
            Expiry = TimeSpan.FromMinutes(1),
            Check = CheckMode.EveryHit,
            CheckInterval = TimeSpan.FromMinutes(2),
            MinCheckInterval = TimeSpan.FromSeconds(4),
            MaxCheckInterval = TimeSpan.FromMinutes(5),
            StaleTarget = 0.06,
            CheckBudget = 0.07,
            MaxChecksPerSecond = 8,
            WaitWhenLikelyStale = 0.8,
            WaitBudget = 0.3,
            VerifyShare = 0.1,
            HoldoutShare = 0.2,
            RunTimeout = TimeSpan.FromMinutes(3),
            MaxConcurrentChecks = 7,
            CacheNull = false,
            Results = ResultHandling.Copy,
            VaryBy = new NameSet(["culture"]),
            IgnoreParameters = new NameSet(["id"]),
            CompareIgnore = new NameSet(["At"]),
            Tags = new NameSet(["t"]),
        }));
    }

    [Test]
    public void Read_EverySettingOfTheAttribute_IsTakenOver()
    {
        CandidateMethod method = Candidates.Of(typeof(IDecorated)).Single();

        MethodPolicy? policy = new PolicyReader([], [method], ["culture"]).Read().Snapshot.Find(method);

        MethodLayer expected = Full with { Mode = null, MaxConcurrentChecks = null };
        Assert.That(policy! with { Origins = null }, Is.EqualTo(expected.ToPolicy(isEnabled: true, concurrency: 4)));
    }

    [Test]
    public void Read_EverySettingOfAMethod_IsTakenOver()
    {
        CandidateMethod method = Candidates.Of(typeof(IDecorated)).Single();
        PolicySource source = PolicySource.From(options => options.Methods["IDecorated.Get"] = new MethodOptions
        {
            Mode = Full.Mode,
            Expiry = TimeSpan.FromMinutes(5),
            Check = CheckMode.Off,
            CheckInterval = TimeSpan.FromMinutes(6),
            RunTimeout = TimeSpan.FromMinutes(7),
            MaxConcurrentChecks = 8,
            CacheNull = true,
            Results = ResultHandling.Share,
            VaryBy = [],
            IgnoreParameters = [],
            CompareIgnore = ["B"],
            Tags = ["C"],
        });

        MethodPolicy policy = new PolicyReader([source], [method], ["culture"]).Read().Snapshot.Find(method)!;

        Assert.That(
            (policy.IsCached, policy.Expiry.Minutes, policy.Check, policy.CheckInterval.Minutes, policy.RunTimeout.Minutes),
            Is.EqualTo((false, 5, CheckMode.Off, 6, 7)));
        Assert.That((policy.MaxConcurrentChecks, policy.CacheNull, policy.Results), Is.EqualTo((8, true, ResultHandling.Share)));
        Assert.That((policy.VaryBy.Count, policy.IgnoreParameters.Count), Is.EqualTo((0, 0)));
        Assert.That((policy.CompareIgnore[0], policy.Tags[0]), Is.EqualTo(("B", "C")));
    }

    [Test]
    public void Read_SameProblemTwice_IsReportedOnce()
    {
        PolicySource source = PolicySource.From(Readings.Json("""{ "Strict": "no" }"""));

        Assert.That(Readings.Read(source, source).Problems, Has.Count.EqualTo(1));
    }
}
