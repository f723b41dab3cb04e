using Interception.Calls;
using Interception.Tests.Configuration;
using Interception.Tests.Registration;
using Interception.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls.Fronts;

/// <summary>A front stays while the settings change; what it asks for must be what the settings are about.</summary>
[TestFixture]
internal sealed class FrontReloadTests
{
    private const string Method = "Methods:IDistances.Between:";

    public interface IDistances
    {
        string Between(int first, int second);
    }

    [Test]
    public void Reload_AnotherParameterOfTheSameTypeIsIgnored_KeysAreMadeOfTheOther()
    {
        using ServiceProvider provider = Build(out SettingsProvider settings, out Tally tally, (Method + "IgnoreParameters:0", "first"));
        using IServiceScope scope = provider.CreateScope();
        var distances = scope.ServiceProvider.GetRequiredService<IDistances>();
        Assert.That(distances.Between(1, 7), Is.EqualTo("0-7"), "a run has the default of what is ignored");
        Assert.That(distances.Between(2, 7), Is.EqualTo("0-7"));

        settings.Change((Method + "IgnoreParameters:0", "second"));

        Assert.That(distances.Between(7, 1), Is.EqualTo("7-0"));
        Assert.That(distances.Between(7, 2), Is.EqualTo("7-0"));
        Assert.That(distances.Between(1, 7), Is.EqualTo("1-0"));
        Assert.That(tally.Runs, Is.EqualTo(3));
    }

    [Test]
    public void Reload_CachedNoMoreAndAgain_FollowsEachTime()
    {
        using ServiceProvider provider = Build(out SettingsProvider settings, out Tally tally, (Method + "Expiry", "1h"));
        using IServiceScope scope = provider.CreateScope();
        var distances = scope.ServiceProvider.GetRequiredService<IDistances>();
        distances.Between(1, 2);
        distances.Between(1, 2);
        Assert.That(tally.Runs, Is.EqualTo(1));

        settings.Change((Method + "Mode", "Off"));
        distances.Between(1, 2);
        distances.Between(1, 2);
        Assert.That(tally.Runs, Is.EqualTo(3));

        settings.Change((Method + "Expiry", "1h"));
        distances.Between(1, 2);
        distances.Between(1, 2);
        Assert.That(tally.Runs, Is.EqualTo(4));
    }

    [Test]
    public void Reload_AnswersAreDroppedAndKeysStayAlike_FrontAnswersFromThenOn()
    {
        using ServiceProvider provider = Build(out SettingsProvider settings, out Tally tally, (Method + "CacheNull", "true"));
        using IServiceScope scope = provider.CreateScope();
        var distances = scope.ServiceProvider.GetRequiredService<IDistances>();
        distances.Between(1, 2);

        settings.Change((Method + "CacheNull", "false"));
        distances.Between(1, 2);
        Assert.That(tally.Runs, Is.EqualTo(2));

        Assert.That(LeastBytesOf(() => distances.Between(1, 2)), FrontSwitch.IsOn ? Is.Zero : Is.Positive);
        Assert.That(tally.Runs, Is.EqualTo(2));
    }

    [Test]
    public void Resolve_SeveralContainers_ShareAClassUnlessTheirKeysDiffer()
    {
        Type[] types =
        [
            TypeOf((Method + "Expiry", "1h")),
            TypeOf((Method + "Expiry", "2h")),
            TypeOf((Method + "IgnoreParameters:0", "first")),
            TypeOf((Method + "IgnoreParameters:0", "second")),
            TypeOf((Method + "IgnoreParameters:0", "second")),
        ];

        Assert.That(types[1], Is.EqualTo(types[0]), "or each container would leave a class behind");
        Assert.That(types[4], Is.EqualTo(types[3]));
        Assert.That(types.Distinct().Count(), Is.EqualTo(FrontSwitch.IsOn ? 3 : 1));
    }

    private static long LeastBytesOf(Func<string> call)
    {
        long least = long.MaxValue;
        for (int round = 0; round < 20; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static Type TypeOf(params (string, string?)[] settings)
    {
        using ServiceProvider provider = Build(out _, out _, settings);
        using IServiceScope scope = provider.CreateScope();
        var distances = scope.ServiceProvider.GetRequiredService<IDistances>();
        Assert.That(((ProxyState)distances).Fronts, Has.Length.EqualTo(FrontSwitch.IsOn ? 1 : 0));
        return distances.GetType();
    }

    private static ServiceProvider Build(out SettingsProvider provider, out Tally tally, params (string, string?)[] settings)
    {
        provider = new SettingsProvider().Set(settings);
        return Containers.WithTally(out tally)
            .AddScoped<IDistances, Distances>()
            .AddInterception(new ConfigurationBuilder().Add(provider).Build())
            .DecorateWithCaching<IDistances>()
            .BuildStrict();
    }

    private sealed class Distances(Tally tally) : IDistances
    {
        public string Between(int first, int second) => tally.Run($"{first}-{second}");
    }
}
