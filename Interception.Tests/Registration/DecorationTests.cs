using Interception.Composition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Registration;

[TestFixture]
internal sealed class DecorationTests
{
    internal interface IRepository<T>
    {
        string Name(int id);
    }

    internal sealed class Repository<T>(Tally tally) : IRepository<T>
    {
        public string Name(int id) => tally.Run($"{typeof(T).Name}:{id}");
    }

    internal interface IMarked
    {
        [Cached(Expiry = "1h")]
        int Length(string text);
    }

    internal sealed class Marked(Tally tally) : IMarked
    {
        public int Length(string text) => tally.Run(text.Length);
    }

    internal sealed class Shouting(IQuotes inner) : IQuotes
    {
        public string Source => inner.Source + "!";

        public string Find(int id) => inner.Find(id) + "!";
    }

    private IServiceCollection _services = null!;
    private Tally _tally = null!;

    [SetUp]
    public void SetUp() => _services = Containers.WithTally(out _tally);

    [Test]
    public void DecorateWithCaching_NotRegistered_IsAProblem()
    {
        _services.CacheMethods().DecorateWithCaching<IQuotes>();

        Assert.That(_services.FindProblems(), Is.EqualTo(new[] { "'IQuotes' is not registered; register it before DecorateWithCaching<IQuotes>()" }));
    }

    [Test]
    [Property("Failure", "D5")]
    public void DecorateWithCaching_OnlyTheOpenGenericIsRegistered_IsAProblem()
    {
        _services.AddScoped(typeof(IRepository<>), typeof(Repository<>)).CacheMethods().DecorateWithCaching<IRepository<string>>();

        Assert.That(_services.FindProblems(), Is.EqualTo(new[]
        {
            "'DecorationTests.IRepository<string>' is registered only as an open generic, which can't be decorated; "
            + "register services.AddScoped<DecorationTests.IRepository<string>, ...>() before DecorateWithCaching<DecorationTests.IRepository<string>>()",
        }));
    }

    [Test]
    public void DecorateWithCaching_PredicateMeetsAnOpenGeneric_LeavesItAlone()
    {
        _services.AddScoped(typeof(IRepository<>), typeof(Repository<>)).CacheMethods()
            .DecorateWithCaching(static type => type.Name.StartsWith("IRepository", StringComparison.Ordinal));
        using ServiceProvider provider = _services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();

        Assert.That(provider.GetProblems(), Is.Empty);
        Assert.That(scope.ServiceProvider.GetRequiredService<IRepository<string>>(), Is.TypeOf<Repository<string>>());
    }

    [Test]
    public void DecorateWithCaching_ClosedGenerics_NeverMix()
    {
        _services.AddScoped<IRepository<string>, Repository<string>>().AddScoped<IRepository<int>, Repository<int>>();
        _services.CacheMethods("IRepository<string>.Name", "IRepository<int>.Name")
            .DecorateWithCaching<IRepository<string>>().DecorateWithCaching<IRepository<int>>();
        using ServiceProvider provider = _services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();

        for (int round = 0; round < 2; round++)
        {
            Assert.That(scope.ServiceProvider.GetRequiredService<IRepository<string>>().Name(1), Is.EqualTo("String:1"));
            Assert.That(scope.ServiceProvider.GetRequiredService<IRepository<int>>().Name(1), Is.EqualTo("Int32:1"));
        }

        Assert.That(_tally.Runs, Is.EqualTo(2));
    }

    [Test]
    [Property("Failure", "D7")]
    public void DecorateWithCaching_Again_ChangesNothing([Values] bool isPredicateFirst, [Values] bool isPredicateSecond)
    {
        _services.AddScoped<IQuotes, Quotes>().AddKeyedScoped<IQuotes, OtherQuotes>("k").CacheMethods("IQuotes.Find");
        Decorate(isPredicateFirst);
        ServiceDescriptor[] once = [.. _services];

        Decorate(isPredicateSecond);

        Assert.That(_services, Is.EqualTo(once));
        Assert.That(_services.FindProblems(), Is.Empty);
    }

    [Test]
    public void DecorateWithCaching_AgainAfterAnotherRegistration_DecoratesThatToo()
    {
        _services.AddScoped<IQuotes, Quotes>().CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        _services.AddScoped<IQuotes, OtherQuotes>().DecorateWithCaching<IQuotes>();
        using ServiceProvider provider = _services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();

        IQuotes[] all = [.. scope.ServiceProvider.GetServices<IQuotes>()];

        Assert.That(all.Select(one => one.Find(1) + one.Find(1)), Is.EqualTo(new[] { "one:1one:1", "other:1other:1" }));
        Assert.That(_tally.Runs, Is.EqualTo(2));
    }

    [Test]
    public void DecorateWithCaching_AboveAnotherDecorator_CachesItsAnswers()
    {
        _services.AddScoped<IQuotes, Quotes>().Decorate<IQuotes, Shouting>();
        _services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();

        AssertFindAnswers("one:1!", "one!");
    }

    [Test]
    public void DecorateWithCaching_BelowAnotherDecorator_CachesWhatItAsksFor()
    {
        _services.AddScoped<IQuotes, Quotes>().CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        _services.Decorate<IQuotes, Shouting>();

        AssertFindAnswers("one:1!", "one!");
    }

    [Test]
    public void DecorateWithCaching_AboveAndBelowAnotherDecorator_AnswersRight()
    {
        _services.AddScoped<IQuotes, Quotes>().CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        _services.Decorate<IQuotes, Shouting>().DecorateWithCaching<IQuotes>();

        AssertFindAnswers("one:1!", "one!");
    }

    [Test]
    public void DecorateWithCaching_KeyedBesideADecoratedPlainOne_StaysAsItIs()
    {
        _services.AddScoped<IQuotes, Quotes>().AddKeyedScoped<IQuotes, OtherQuotes>("k");
        _services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        _services.Decorate<IQuotes, Shouting>();
        using ServiceProvider provider = _services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();

        Assert.That(scope.ServiceProvider.GetRequiredService<IQuotes>().Find(1), Is.EqualTo("one:1!"));
        Assert.That(scope.ServiceProvider.GetRequiredKeyedService<IQuotes>("k").Find(1), Is.EqualTo("other:1"));
    }

    [Test]
    public void AddInterception_AfterTheDecoration_CountsAsWell()
    {
        _services.AddScoped<IQuotes, Quotes>().DecorateWithCaching<IQuotes>().CacheMethods("IQuotes.Find");

        AssertFindAnswers("one:1", "one");
    }

    [Test]
    public void AddInterception_Never_AttributesWorkWithDefaults()
    {
        _services.AddScoped<IMarked, Marked>().DecorateWithCaching<IMarked>();
        using ServiceProvider provider = _services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();
        var marked = scope.ServiceProvider.GetRequiredService<IMarked>();

        Assert.That((marked.Length("abc"), marked.Length("abc"), marked.Length("ab")), Is.EqualTo((3, 3, 2)));
        Assert.That(_tally.Runs, Is.EqualTo(2));
        Assert.That(provider.GetProblems(), Is.Empty);
    }

    [Test]
    public void AddInterception_Twice_MergesAndAddsTheCacheOnce()
    {
        _services.AddScoped<IQuotes, Quotes>().AddInterception(static options => options.Methods["IQuotes.Find"] = new() { Mode = CacheMode.Off });
        _services.AddInterception(static options => options.Methods["IQuotes.Find"].Mode = CacheMode.Cache).DecorateWithCaching<IQuotes>();

        AssertFindAnswers("one:1", "one");
        Assert.That(_services.Count(static one => one.ServiceType == typeof(CacheRuntime)), Is.EqualTo(1));
        Assert.That(_services.Count(static one => one.ImplementationType == typeof(StartupAudit)), Is.EqualTo(1));
    }

    [Test]
    public void AddInterception_ConfigurationRootOrSection_Both([Values] bool isRoot)
    {
        IConfigurationRoot root = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Interception:Methods:IQuotes.Find:Expiry", "1h")]).Build();
        _services.AddScoped<IQuotes, Quotes>().AddInterception(isRoot ? root : root.GetSection("Interception")).DecorateWithCaching<IQuotes>();

        AssertFindAnswers("one:1", "one");
    }

    [Test]
    public void AddInterception_SectionIsMissing_ChangesNothing()
    {
        _services.AddScoped<IMarked, Marked>().AddInterception(new ConfigurationBuilder().Build()).DecorateWithCaching<IMarked>();
        using ServiceProvider provider = _services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();
        var marked = scope.ServiceProvider.GetRequiredService<IMarked>();

        Assert.That((marked.Length("abc"), marked.Length("abc"), _tally.Runs), Is.EqualTo((3, 3, 1)));
        Assert.That(provider.GetProblems(), Is.Empty);
    }

    [Test]
    public void PublicDoors_Null_AreRefused()
    {
        IServiceCollection none = null!;

        Assert.That(() => none.AddInterception(static _ => { }), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("services"));
        Assert.That(() => none.AddInterception(new ConfigurationBuilder().Build()), Throws.ArgumentNullException);
        Assert.That(() => none.DecorateWithCaching<IQuotes>(), Throws.ArgumentNullException);
        Assert.That(() => none.DecorateWithCaching(static _ => true), Throws.ArgumentNullException);
        Assert.That(() => _services.AddInterception((IConfiguration)null!), Throws.ArgumentNullException);
        Assert.That(() => _services.AddInterception((Action<InterceptionOptions>)null!), Throws.ArgumentNullException);
        Assert.That(() => _services.DecorateWithCaching(null!), Throws.ArgumentNullException);
    }

    private void Decorate(bool isPredicate)
    {
        if (isPredicate)
        {
            _services.DecorateWithCaching(static type => type == typeof(IQuotes));
        }
        else
        {
            _services.DecorateWithCaching<IQuotes>();
        }
    }

    private void AssertFindAnswers(string answer, string source)
    {
        using ServiceProvider provider = _services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();
        var quotes = scope.ServiceProvider.GetRequiredService<IQuotes>();
        Assert.That((quotes.Find(1), quotes.Find(1), quotes.Source), Is.EqualTo((answer, answer, source)));
        Assert.That(_tally.Runs, Is.EqualTo(1));
        Assert.That(provider.GetProblems(), Is.Empty);
    }
}
