using Interception.Lookup;
using Interception.Tests.Configuration;
using Interception.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls;

/// <summary>A reload that comes while a closed form of a generic method is being opened: nobody knows of the form yet, and it must hold for it.</summary>
[TestFixture]
internal sealed class ReloadedFormTests
{
    private const string Method = "Methods:IEchoes.Echo:";

    internal interface IEchoes
    {
        T Echo<T>(T value, [KeyIgnore] Uri from);
    }

    [Test]
    public async Task Call_ReloadKeepsEntries_IsAnsweredByTheNewSettings()
    {
        var settings = new SettingsProvider().Set((Method + "Expiry", "10m"), (Method + "Check", "Off"));
        await using CacheHost host = Start(settings);
        var echoes = host.Get<IEchoes>();
        HookAttribute.WhenRead = () => settings.Change((Method + "Expiry", "20m"), (Method + "Check", "Off"));

        echoes.Echo(new Ware { Id = 1 }, new Uri("test:one"));

        CachedMethod form = host.Runtime.Decorated.Single().Methods.Single();
        Assert.That(HookAttribute.WhenRead, Is.Null, "or there was no reload");
        Assert.That(form.Rules.Policy.Expiry, Is.EqualTo(TimeSpan.FromMinutes(20)));
        echoes.Echo(new Ware { Id = 1 }, new Uri("test:one"));
        host.Clock.Advance(TimeSpan.FromMinutes(15));
        echoes.Echo(new Ware { Id = 1 }, new Uri("test:one"));
        Assert.That(host.Origin.Runs, Is.EqualTo(1));
    }

    [Test]
    public async Task Call_ReloadTurnsChecksOnThatCanNotBeMade_IsNotCached()
    {
        var settings = new SettingsProvider().Set((Method + "Check", "Off"));
        await using CacheHost host = Start(settings);
        var echoes = host.Get<IEchoes>();
        HookAttribute.WhenRead = () => settings.Change((Method + "Check", "EveryHit"));

        echoes.Echo(new Ware { Id = 1 }, new Uri("test:one"));
        echoes.Echo(new Ware { Id = 1 }, new Uri("test:one"));

        Assert.That(HookAttribute.WhenRead, Is.Null, "or there was no reload");
        Assert.That(host.Runtime.Decorated.Single().Methods, Is.Empty);
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    private static CacheHost Start(SettingsProvider settings) => new(services => services
        .AddScoped<IEchoes, Echoes>()
        .AddInterception(new ConfigurationBuilder().Add(settings).Build())
        .DecorateWithCaching<IEchoes>());

    private sealed class Echoes(Origin origin) : IEchoes
    {
        public T Echo<T>(T value, Uri from)
        {
            origin.Ask(1, default);
            return value;
        }
    }

    [Hook]
    internal sealed class Ware
    {
        public int Id { get; set; }
    }

    /// <summary>Does something when the attributes of a type are looked at, which is while a form is being opened.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    private sealed class HookAttribute : Attribute
    {
        public HookAttribute()
        {
            Action? act = WhenRead;
            WhenRead = null;
            act?.Invoke();
        }

        public static Action? WhenRead { get; set; }
    }
}
