using Interception.Calls;
using Interception.Tests.Configuration;
using Interception.Tests.Registration;
using Interception.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls.Fronts;

/// <summary>A front reads VaryBy values itself: one tenant's answer must not be another's, whatever happens meanwhile.</summary>
[TestFixture]
internal sealed class FrontVaryByTests
{
    private const string Method = "Methods:IShelf.Read:";

    private readonly Dictionary<string, Func<string?>> _values = [];
    private Action? _beforeValue;

    public interface IShelf
    {
        string Read(Slot slot, string note);

        int Length(Slot slot);
    }

    public sealed record Slot(int Row, string? Label);

    private static readonly Slot First = new(1, "a");

    [SetUp]
    public void SetUp()
    {
        _beforeValue = null;
        (_values["tenant"], _values["shop"]) = (static () => "red", static () => "north");
    }

    [Test]
    public void Hit_OfOneTenant_AllocatesNothing()
    {
        using ServiceProvider provider = Build(out _, out Tally tally, (Method + "VaryBy:0", "tenant"), (Method + "VaryBy:1", "shop"));
        using IServiceScope scope = provider.CreateScope();
        var shelf = scope.ServiceProvider.GetRequiredService<IShelf>();
        shelf.Read(First, "x");

        Assert.That(LeastBytesOf(shelf), FrontSwitch.IsOn ? Is.Zero : Is.Positive);
        Assert.That(tally.Runs, Is.EqualTo(1));
        Assert.That(((ProxyState)shelf).Fronts, Has.Length.EqualTo(FrontSwitch.IsOn ? 2 : 0));
    }

    [Test]
    public void Call_ValuesDifferInOneOrStandTheOtherWayRound_EachHasItsOwnAnswer()
    {
        using ServiceProvider provider = Build(out _, out Tally tally, (Method + "VaryBy:0", "tenant"), (Method + "VaryBy:1", "shop"));
        (string Tenant, string Shop)[] callers =
            [("red", "red"), ("red", "north"), ("red", "south"), ("north", "red"), ("north", "north"), ("", "rednorth"), ("rednorth", "")];

        string[] first = [.. callers.Select(caller => ReadAs(provider, caller))];
        string[] second = [.. callers.Select(caller => ReadAs(provider, caller))];

        Assert.That(first, Is.EqualTo(callers.Select(static caller => $"{caller.Tenant}/{caller.Shop}: Slot {{ Row = 1, Label = a }} x")));
        Assert.That(second, Is.EqualTo(first));
        Assert.That(tally.Runs, Is.EqualTo(callers.Length));
    }

    [Test]
    public void Reload_AnotherValueInThePlaceOfTheFirst_IsReadFromThenOn()
    {
        using ServiceProvider provider = Build(out SettingsProvider settings, out Tally tally, (Method + "VaryBy:0", "tenant"));
        using IServiceScope scope = provider.CreateScope();
        var shelf = scope.ServiceProvider.GetRequiredService<IShelf>();
        shelf.Read(First, "x");
        shelf.Read(First, "x");

        settings.Change((Method + "VaryBy:0", "shop"));
        string north = shelf.Read(First, "x");
        (_values["tenant"], _values["shop"]) = (static () => "north", static () => "south");
        string south = shelf.Read(First, "x");

        Assert.That((north[..9], south[..11], tally.Runs), Is.EqualTo(("red/north", "north/south", 3)));
    }

    [Test]
    public void GetValue_ReloadsWhileItIsRead_TheCallAsksForOneOrTheOther()
    {
        using ServiceProvider provider = Build(out SettingsProvider settings, out Tally tally, (Method + "VaryBy:0", "tenant"));
        using IServiceScope scope = provider.CreateScope();
        var shelf = scope.ServiceProvider.GetRequiredService<IShelf>();
        shelf.Read(First, "x");

        // Of the shop that has the tenant's name there is an answer by the time the tenant has been read.
        _beforeValue = () =>
        {
            _beforeValue = null;
            settings.Change((Method + "VaryBy:0", "shop"));
            (_values["tenant"], _values["shop"]) = (static () => "blue", static () => "red");
            shelf.Read(First, "x");
            (_values["tenant"], _values["shop"]) = (static () => "red", static () => "north");
        };
        string answer = shelf.Read(First, "x");

        Assert.That(answer, Does.StartWith("red/north:"));
    }

    [Test]
    public void GetValue_CallsACachedMethodWithAnObject_TheOuterKeyIsWhole()
    {
        using ServiceProvider provider = Build(out _, out Tally tally, (Method + "VaryBy:0", "tenant"));
        using IServiceScope scope = provider.CreateScope();
        var shelf = scope.ServiceProvider.GetRequiredService<IShelf>();
        var inner = new Slot(12345678, "another, longer label");
        _values["tenant"] = () => shelf.Length(inner) > 0 ? "red" : null;

        string one = shelf.Read(First, "x");
        string other = shelf.Read(new Slot(2, "b"), "x");
        int runs = tally.Runs;

        Assert.That((shelf.Read(First, "x"), shelf.Read(new Slot(2, "b"), "x")), Is.EqualTo((one, other)));
        Assert.That(one, Is.Not.EqualTo(other));
        Assert.That(tally.Runs, Is.EqualTo(runs));
        Assert.That(LeastBytesOf(shelf), FrontSwitch.IsOn ? Is.Zero : Is.Positive, "the front finds it");
    }

    [TestCase(null)]
    [TestCase("throws")]
    [TestCase("too long")]
    public void GetValue_NoValueForAKey_CallsRunUncached(string? value)
    {
        using ServiceProvider provider = Build(out _, out Tally tally, (Method + "VaryBy:0", "tenant"));
        using IServiceScope scope = provider.CreateScope();
        var shelf = scope.ServiceProvider.GetRequiredService<IShelf>();
        shelf.Read(First, "x");
        _values["tenant"] = () => value switch
        {
            "throws" => throw new InvalidOperationException("No tenant."),
            "too long" => new string('t', 40_000),
            _ => value,
        };

        string[] answers = [shelf.Read(First, "x"), shelf.Read(First, "x")];

        Assert.That(answers, Has.Length.EqualTo(2).And.All.EndsWith(" x"));
        Assert.That(tally.Runs, Is.EqualTo(3));
    }

    [Test]
    public void Resolve_ContainersWhoseKeysHaveOtherNumbersOfValues_HaveClassesOfTheirOwn()
    {
        Type[] types =
        [
            TypeOf((Method + "Expiry", "1h")),
            TypeOf((Method + "VaryBy:0", "tenant")),
            TypeOf((Method + "VaryBy:0", "shop")),
            TypeOf((Method + "VaryBy:0", "tenant"), (Method + "VaryBy:1", "shop")),
        ];

        Assert.That(types[2], Is.EqualTo(types[1]), "which values they are is no part of a class");
        Assert.That(types.Distinct().Count(), Is.EqualTo(FrontSwitch.IsOn ? 3 : 1));
    }

    [Test]
    public void GetValue_CallsAreTimed_IsReadOnceACallAtMost()
    {
        using ServiceProvider provider = Build(out _, out _, (Method + "VaryBy:0", "tenant"), (Method + "HoldoutShare", "50%"));
        using IServiceScope scope = provider.CreateScope();
        var shelf = scope.ServiceProvider.GetRequiredService<IShelf>();
        int reads = 0;
        _values["tenant"] = () => "red";
        shelf.Read(First, "x");
        _beforeValue = () => reads++;

        for (int call = 0; call < 20; call++)
        {
            shelf.Read(First, "x");
        }

        Assert.That(reads, Is.InRange(1, 20), "no front answers, so none asks; those that go past the cache have no key");
    }

    private static long LeastBytesOf(IShelf shelf)
    {
        long least = long.MaxValue;
        for (int round = 0; round < 50; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            shelf.Read(First, "x");
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private Type TypeOf(params (string, string?)[] settings)
    {
        using ServiceProvider provider = Build(out _, out _, settings);
        using IServiceScope scope = provider.CreateScope();
        return scope.ServiceProvider.GetRequiredService<IShelf>().GetType();
    }

    private string ReadAs(ServiceProvider provider, (string Tenant, string Shop) caller)
    {
        (_values["tenant"], _values["shop"]) = (() => caller.Tenant, () => caller.Shop);
        using IServiceScope scope = provider.CreateScope();
        return scope.ServiceProvider.GetRequiredService<IShelf>().Read(First, "x");
    }

    private ServiceProvider Build(out SettingsProvider provider, out Tally tally, params (string, string?)[] settings)
    {
        provider = new SettingsProvider().Set([.. settings, ("Methods:IShelf.Length:Expiry", "1h")]);
        return Containers.WithTally(out tally)
            .AddSingleton(this)
            .AddSingleton<IVaryBy>(new Value(this, "tenant"))
            .AddSingleton<IVaryBy>(new Value(this, "shop"))
            .AddScoped<IShelf, Shelf>()
            .AddInterception(new ConfigurationBuilder().Add(provider).Build())
            .DecorateWithCaching<IShelf>()
            .BuildStrict();
    }

    private sealed class Value(FrontVaryByTests test, string name) : IVaryBy
    {
        public string Name => name;

        public string? GetValue(IServiceProvider caller)
        {
            string? value = test._values[name]();
            test._beforeValue?.Invoke();
            return value;
        }

        public IDisposable? Restore(string value, IServiceProvider run) => null;
    }

    private sealed class Shelf(Tally tally, FrontVaryByTests test) : IShelf
    {
        public string Read(Slot slot, string note) => tally.Run($"{Safe("tenant")}/{Safe("shop")}: {slot} {note}");

        public int Length(Slot slot) => slot.Label?.Length ?? 0;

        private string? Safe(string name)
        {
            try
            {
                return test._values[name]() is { Length: < 100 } value ? value : null;
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }
    }
}
