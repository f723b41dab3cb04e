using Interception.Tests.Registration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Interception.Tests.Composition;

[TestFixture]
internal sealed class StartupReportTests
{
    private interface IHidden
    {
        int Count();
    }

    internal interface IStatic
    {
        static abstract int Next { get; }

        int Count();
    }

    internal interface IOpen<T>
    {
        [Cached]
        T Find(int id);
    }

    internal sealed class Closed
    {
        public int Count() => 1;
    }

    private sealed class Everything : IHidden, IStatic
    {
        public static int Next => 1;

        public int Count() => 1;
    }

    internal sealed class OpenService<T> : IOpen<T>
    {
        public T Find(int id) => default!;
    }

    /// <summary>A VaryBy that nobody can construct.</summary>
    internal sealed class Unbuilt : IVaryBy
    {
        public Unbuilt() => throw new InvalidOperationException("No tenants today.");

        public string Name => "tenant";

        public string? GetValue(IServiceProvider caller) => null;

        public IDisposable? Restore(string value, IServiceProvider run) => null;
    }

    private static readonly string[] Named =
    [
        "get_Count", "Clear", "SaveAsync", "FlushAsync", "TryGet", "Swap", "Sum", "ReadAsync", "Query", "Open", "LeaseAsync", "TwiceAsync", "Hold", "Anything",
    ];

    /// <summary>The whole report, in any order.</summary>
    private static readonly string[] Expected =
    [
        "'IQuotes' is not registered; register it before DecorateWithCaching<IQuotes>()",
        "Interception:Memory:MaxBytes: \"-1MB\" is not a size; write 64KB, 256MB or 1GB.",
        "Interception:Methods:IBad.Bare:Expiry: \"60\" needs a unit: \"60s\".",
        "Interception:Methods:IBad.Misspelt:Expiri: is not a setting; did you mean \"Expiry\"?",
        "Interception:Methods:IBad.Godd: 'IBad' has no method 'Godd'; did you mean 'Good'?",
        "'IBad.Anything()' can't be cached: its result can't be cached: object: 'System.Object' has no known derived types; "
            + "use a concrete type, or name them with [JsonDerivedType] on it",
        "'IBad.TryGet(int, string)' can't be cached: its parameter 'name' is out, which a cached answer could not set; return all results in one object",
        "'IBad.Query()' can't be cached: it returns a query (IQueryable), which runs when it is read; return a list",
        "'IBad.Swap(int)' can't be cached: its parameter 'value' is ref, which a cached answer could not set; return all results in one object",
        "'IBad.Hold(int)' can't be cached: its result can't be cached: BadHolder.Part.Callback: 'System.Action' is a delegate; only data can be cached",
        "'IBad.SaveAsync()' can't be cached: it returns no result (Task), so there is nothing to cache",
        "'IBad.Sum(ReadOnlySpan<int>)' can't be cached: it takes or returns a reference, span or pointer; use arrays or lists",
        "'IBad.TwiceAsync()' can't be cached: its result must itself be awaited; return what it carries, in a Task or ValueTask",
        "'IBad.Open()' can't be cached: it returns a stream, which can be read once; return a byte array",
        "'IBad.Trace(int, Uri)' can't be cached: its parameter 'log' is left out of the key, and a run has nothing to pass for it; "
            + "make it optional or nullable, or let it count",
        "'IBad.LeaseAsync()' can't be cached: its result (CancellationTokenSource) must be disposed of by one caller; return plain data",
        "'IBad.get_Count()' can't be cached: it is a property, indexer or event accessor; make it a method",
        "'IBad.ReadAsync()' can't be cached: it returns a stream of results (IAsyncEnumerable); return a list",
        "'IBad.FlushAsync()' can't be cached: it returns no result (ValueTask), so there is nothing to cache",
        "'IBad.Clear()' can't be cached: it returns no result (void), so there is nothing to cache",
        "'StartupReportTests.Closed' can't be decorated: the class 'StartupReportTests.Closed' is sealed; unseal it, or put an interface in front of it",
        "'StartupReportTests.IHidden' can't be decorated: 'StartupReportTests.IHidden' is not accessible to the proxy; make it public, "
            + "or internal with [assembly: InternalsVisibleTo(\"DynamicProxyGenAssembly2\")] in Interception.Tests",
        "'StartupReportTests.IStatic' can't be decorated: it has static abstract members, which a proxy can't implement; move them to another interface",
        "[Cached] on 'Bad.Good' has no effect, because the service is 'IBad'; put it on the method of the interface",
        "'IOpen<>' has [Cached] methods but is registered as an open generic, which can't be decorated; "
            + "register each closed service you want cached, such as services.AddScoped<IOpen<Order>, ...>()",
    ];

    [Test]
    [Property("Failure", "C4")]
    [Property("Failure", "C9")]
    [Property("Failure", "C17")]
    [Property("Failure", "C27")]
    [Property("Failure", "D5")]
    [Property("Failure", "F1")]
    public async Task StartAsync_EverythingIsWrong_ListsItAllInOneException()
    {
        using IHost host = Build(isStrict: true, out _);

        InterceptionException? exception = null;
        try
        {
            await host.StartAsync();
        }
        catch (InterceptionException caught)
        {
            exception = caught;
        }

        Assert.That(exception!.Problems, Is.EquivalentTo(Expected));
        string[] lines = exception.Message.Split(Environment.NewLine);
        Assert.That(lines[0], Is.EqualTo(
            $"The method cache has {Expected.Length} problem(s); with \"Interception:Strict\": false they are logged, the methods left uncached and a faulty Redis unused."));
        Assert.That(lines[1..], Is.EqualTo(exception.Problems.Select(static problem => "  - " + problem)));
    }

    [Test]
    public async Task StartAsync_NotStrict_LogsTheSameOnceAndCachesTheRest()
    {
        using IHost host = Build(isStrict: false, out Tally tally);

        await host.StartAsync();
        using (IServiceScope scope = host.Services.CreateScope())
        {
            var bad = scope.ServiceProvider.GetRequiredService<IBad>();
            bad.Clear();
            Assert.That((bad.TryGet(0, out string name), name, bad.Sum([1, 2]), bad.Count), Is.EqualTo((true, "x", 2, 1)));
            Assert.That((bad.Good(1), bad.Good(1), tally.Runs), Is.EqualTo(("good 1", "good 1", 1)));
            Assert.That((bad.Bare(1), bad.Bare(1), tally.Runs), Is.EqualTo(("bare 1", "bare 1", 3)));
            _ = (bad.Hold(1), bad.Hold(1));
            Assert.That(tally.Runs, Is.EqualTo(5));
            Assert.That(scope.ServiceProvider.GetRequiredService<Closed>().Count(), Is.EqualTo(1));
        }

        await host.StopAsync();

        FakeLogRecord report = Warnings(host.Services).Single();
        Assert.That((report.Id.Name, report.Level, report.Category), Is.EqualTo(("StartupProblems", LogLevel.Error, "Interception")));
        Assert.That(report.Message.Split(Environment.NewLine)[1..], Is.EquivalentTo(Expected.Select(static problem => "  - " + problem)));
    }

    [Test]
    public void Resolve_WithoutAHost_LogsTheReportOnceAndNeverThrows()
    {
        IServiceCollection services = Containers.WithTally(out _);
        services.AddLogging(static logging => logging.AddFakeLogging());
        AddBad(services, isStrict: true);
        using ServiceProvider provider = services.BuildStrict();

        for (int i = 0; i < 3; i++)
        {
            using IServiceScope scope = provider.CreateScope();
            Assert.That(scope.ServiceProvider.GetRequiredService<IBad>().Good(1), Is.EqualTo("good 1"));
        }

        Assert.That(Warnings(provider).Select(static one => one.Id.Name), Is.EqualTo(new[] { "StartupProblems" }));
    }

    [Test]
    public void Problems_VaryByCanNotBeConstructed_SaysWhyAndLeavesTheMethodUncached()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally);
        services.AddScoped<IQuotes, Quotes>().AddSingleton<IVaryBy, Unbuilt>();
        services.AddInterception(static options => options.Methods["IQuotes.Find"] = new() { VaryBy = ["tenant"] });
        services.DecorateWithCaching<IQuotes>();
        using ServiceProvider provider = services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();

        Assert.That(provider.GetProblems(), Is.EqualTo(new[]
        {
            "The IVaryBy services can't be created: No tenants today. Register them, and what they depend on, as singletons.",
            "Interception:Methods:IQuotes.Find:VaryBy: no IVaryBy is named \"tenant\"; register one as a singleton IVaryBy. Registered are: culture.",
        }));
        var quotes = scope.ServiceProvider.GetRequiredService<IQuotes>();
        Assert.That((quotes.Find(1), quotes.Find(1), tally.Runs), Is.EqualTo(("one:1", "one:1", 2)));
    }

    [Test]
    public void Problems_SwitchedOff_AreNobodysBusiness([Values] bool isKillSwitch)
    {
        IServiceCollection services = Containers.WithTally(out _);
        services.AddScoped<IBad>(static scope => new Bad(scope.GetRequiredService<Tally>())).AddInterception(options =>
        {
            options.Enabled = !isKillSwitch;
            foreach (string method in Named)
            {
                options.Methods["IBad." + method] = new MethodOptions { Mode = isKillSwitch ? null : CacheMode.Off };
            }
        });
        services.DecorateWithCaching<IBad>();

        Assert.That(services.FindProblems(), Is.Empty);
    }

    private static IEnumerable<FakeLogRecord> Warnings(IServiceProvider services) =>
        services.GetFakeLogCollector().GetSnapshot().Where(static one => one.Level >= LogLevel.Warning);

    private static IHost Build(bool isStrict, out Tally tally)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(tally = new Tally()).AddLogging(static logging => logging.AddFakeLogging());
        AddBad(builder.Services, isStrict);
        return builder.Build();
    }

    private static void AddBad(IServiceCollection services, bool isStrict)
    {
        services.AddScoped<IBad, Bad>().AddScoped<Closed>().AddScoped<IHidden, Everything>().AddScoped(typeof(IStatic), typeof(Everything));
        services.AddScoped(typeof(IOpen<>), typeof(OpenService<>));
        services.AddInterception(new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Interception:Memory:MaxBytes", "-1MB"),
            new("Interception:Methods:IBad.Godd:Expiry", "1m"),
            new("Interception:Methods:IBad.Misspelt:Expiri", "1m"),
            new("Interception:Methods:IBad.Bare:Expiry", "60"),
        ]).Build());
        services.AddInterception(options =>
        {
            options.Strict = isStrict;
            options.Methods["IBad.Good"] = new MethodOptions();
            options.Methods["IBad.Trace"] = new MethodOptions { IgnoreParameters = ["log"] };
            options.Methods["Closed.Count"] = new MethodOptions();
            options.Methods["IHidden.Count"] = new MethodOptions();
            options.Methods["IStatic.Count"] = new MethodOptions();
            foreach (string method in Named)
            {
                options.Methods["IBad." + method] = new MethodOptions();
            }
        });
        services.DecorateWithCaching<IBad>().DecorateWithCaching<IQuotes>();
        services.DecorateWithCaching(static type => type.DeclaringType == typeof(StartupReportTests));
    }
}
