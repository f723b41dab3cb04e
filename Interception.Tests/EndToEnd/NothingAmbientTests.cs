using System.Diagnostics;
using System.Globalization;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>Without a VaryBy a run sees nothing of its caller's surroundings: a forgotten one shows on the first call.</summary>
[TestFixture]
internal sealed class NothingAmbientTests
{
    private readonly AsyncLocal<string?> _tenant = new();
    private string? _traceSeen;

    [TearDown]
    public void ForgetTenant() => _tenant.Value = null;

    [Test, Property("Failure", "K15"), Property("Failure", "B4"), Property("Failure", "B5")]
    public async Task Run_OfAMissAndOfACheck_SeesNoAsyncLocal()
    {
        await using CacheHost host = Start();
        _tenant.Value = "red";
        var ambient = host.Get<IAmbient>();

        Assert.That(await ambient.ReadAsync(1), Is.EqualTo(" old-1"));
        Assert.That(ambient.Read(1), Is.EqualTo(" old-1"));

        host.Origin.Text = "new";
        await ambient.ReadAsync(1);
        ambient.Read(1);
        await host.IdleAsync();
        Assert.That(await ambient.ReadAsync(1), Is.EqualTo(" new-1"));
        Assert.That(ambient.Read(1), Is.EqualTo(" new-1"));
        Assert.That(_tenant.Value, Is.EqualTo("red"));
    }

    [Test, Property("Failure", "B5")]
    public async Task Run_CallerHasACultureOfItsOwn_DoesNotSeeIt()
    {
        await using CacheHost host = Start();
        CultureInfo own = CultureInfo.CurrentCulture;
        CultureInfo other = CultureInfo.GetCultureInfo(own.Name == "ja-JP" ? "fi-FI" : "ja-JP");
        CultureInfo.CurrentCulture = other;
        try
        {
            Assert.That(await host.Get<IAmbient>().CultureAsync(1), Does.Not.StartWith(other.Name));
        }
        finally
        {
            CultureInfo.CurrentCulture = own;
        }
    }

    [Test]
    public async Task Miss_CallerHasAnActivity_IsPartOfItsTrace([Values] bool isAsync)
    {
        await using CacheHost host = Start();
        using var activity = new Activity("request");
        activity.Start();

        await ReadAsync(host.Get<IAmbient>(), isAsync);

        Assert.That(_traceSeen, Is.EqualTo(activity.TraceId.ToHexString()));
    }

    [Test, Property("Failure", "B5")]
    public async Task Check_CallerHasAnActivity_IsNoPartOfItsTrace([Values] bool isAsync)
    {
        await using CacheHost host = Start();
        await ReadAsync(host.Get<IAmbient>(), isAsync);
        using var activity = new Activity("request");
        activity.Start();

        await ReadAsync(host.Get<IAmbient>(), isAsync);
        await host.IdleAsync();

        Assert.That(host.Origin.Runs, Is.EqualTo(2));
        Assert.That(_traceSeen, Is.Null);
    }

    private static async Task ReadAsync(IAmbient ambient, bool isAsync) => _ = isAsync ? await ambient.ReadAsync(1) : ambient.Read(1);

    private CacheHost Start()
    {
        var host = new CacheHost(services => services
            .AddSingleton(_tenant)
            .AddScoped<IAmbient, Ambient>()
            .AddInterception(all =>
            {
                all.Defaults.Check = CheckMode.EveryHit;
                all.Methods["IAmbient.ReadAsync"] = new MethodOptions();
                all.Methods["IAmbient.Read"] = new MethodOptions();
                all.Methods["IAmbient.CultureAsync"] = new MethodOptions();
            })
            .DecorateWithCaching<IAmbient>());
        host.Origin.BeforeSync = (_, _) => _traceSeen = Activity.Current?.TraceId.ToHexString();
        host.Origin.Before = (_, _) =>
        {
            _traceSeen = Activity.Current?.TraceId.ToHexString();
            return Task.CompletedTask;
        };
        return host;
    }
}
