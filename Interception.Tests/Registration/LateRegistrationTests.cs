using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Interception.Tests.Registration;

/// <summary>What is registered after the decoration has nothing in front of it, and the start-up report says so.</summary>
[TestFixture]
internal sealed class LateRegistrationTests
{
    private const string Problem =
        "'IQuotes' is registered once more after DecorateWithCaching, and what it was registered as there is not cached; call DecorateWithCaching last";

    private IServiceCollection _services = null!;

    private static IEnumerable<TestCaseData<Action<IServiceCollection>>> LateOnes()
    {
        yield return Late("Add", static services => services.AddScoped<IQuotes, OtherQuotes>());
        yield return Late("ByFactory", static services => services.AddScoped<IQuotes>(scope => new OtherQuotes(scope.GetRequiredService<Tally>())));
        yield return Late("BelowAnotherDecorator", static services => services.AddScoped<IQuotes, OtherQuotes>().Decorate<IQuotes>(static inner => inner));
        yield return Late("AfterTheSecondDecoration", static services =>
            services.AddScoped<IQuotes, OtherQuotes>().DecorateWithCaching<IQuotes>().AddScoped<IQuotes, OtherQuotes>());
    }

    [SetUp]
    public void SetUp() => _services = Containers.WithTally(out _).AddScoped<IQuotes, Quotes>();

    [TestCaseSource(nameof(LateOnes))]
    [Property("Failure", "D7")]
    public void Problems_RegisteredAfterTheDecoration_NameTheService(Action<IServiceCollection> register)
    {
        _services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        register(_services);

        Assert.That(_services.FindProblems(), Is.EqualTo(new[] { Problem }));
    }

    [Test]
    public void Problems_RegisteredAfterAPredicatesDecoration_NameTheService()
    {
        _services.CacheMethods("IQuotes.Find").DecorateWithCaching(static type => type == typeof(IQuotes));
        _services.AddScoped<IQuotes, OtherQuotes>();

        Assert.That(_services.FindProblems(), Is.EqualTo(new[] { Problem }));
    }

    private static IEnumerable<TestCaseData<Action<IServiceCollection>>> OnPurpose()
    {
        yield return Purposeful("Replace", static services => services.Replace(ServiceDescriptor.Scoped<IQuotes, OtherQuotes>()));
        yield return Purposeful("RemoveAll", static services => services.RemoveAll<IQuotes>().AddScoped<IQuotes, OtherQuotes>());
        yield return Purposeful("OtherKey", static services => services.AddKeyedScoped<IQuotes, OtherQuotes>("k"));
        yield return Purposeful("Wrapped", static services =>
        {
            ServiceDescriptor proxy = services.First(one => one.ServiceType == typeof(IQuotes) && one.ServiceKey is null);
            services.Remove(proxy);
            services.AddScoped(scope => (IQuotes)proxy.ImplementationFactory!(scope));
        });
    }

    [TestCaseSource(nameof(OnPurpose))]
    public void Problems_TheProxyIsTakenOutOrLeftAlone_AreNone(Action<IServiceCollection> register)
    {
        _services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        register(_services);

        Assert.That(_services.FindProblems(), Is.Empty);
    }

    [Test]
    public void Problems_NobodyWantsItCached_AreNone()
    {
        _services.CacheMethods().DecorateWithCaching<IQuotes>().AddScoped<IQuotes, OtherQuotes>();

        Assert.That(_services.FindProblems(), Is.Empty);
    }

    [Test]
    public void Problems_AnotherServiceAfterTheDecoration_AreNone()
    {
        _services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>().AddScoped<OtherQuotes>().AddKeyedScoped<OtherQuotes>("k");

        Assert.That(_services.FindProblems(), Is.Empty);
    }

    private static TestCaseData<Action<IServiceCollection>> Late(string name, Action<IServiceCollection> register) =>
        new(register) { TestName = $"Problems_RegisteredAfterTheDecoration_NameTheService({name})" };

    private static TestCaseData<Action<IServiceCollection>> Purposeful(string name, Action<IServiceCollection> register) =>
        new(register) { TestName = $"Problems_TheProxyIsTakenOutOrLeftAlone_AreNone({name})" };
}
