using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Registration;

/// <summary>A service that is registered as an open generic, and for some types closed.</summary>
[TestFixture]
internal sealed class MixedGenericTests
{
    internal interface IShelf<T>
    {
        string Name(int id);
    }

    internal sealed class Shelf<T>(Tally tally) : IShelf<T>
    {
        public string Name(int id) => tally.Run($"{typeof(T).Name}:{id}");
    }

    private IServiceCollection _services = null!;
    private Tally _tally = null!;

    [SetUp]
    public void SetUp() => _services = Containers.WithTally(out _tally)
        .AddScoped(typeof(IShelf<>), typeof(Shelf<>)).AddScoped<IShelf<string>, Shelf<string>>();

    [Test]
    [Property("Failure", "D5")]
    public void Problems_OnlyTheClosedOneIsDecorated_NameTheOtherThatIsConfigured()
    {
        _services.CacheMethods("IShelf<string>.Name", "IShelf<int>.Name").DecorateWithCaching<IShelf<string>>();

        Assert.That(_services.FindProblems(), Is.EqualTo(new[]
        {
            "Interception:Methods:IShelf<int>.Name: no service 'IShelf<int>' is decorated with caching; add services.DecorateWithCaching<IShelf<int>>().",
        }));
    }

    [Test]
    public void Resolve_ClosedAndOpen_CachesTheClosedOneAndLeavesTheOpenOneAlone()
    {
        _services.CacheMethods("IShelf<string>.Name").DecorateWithCaching<IShelf<string>>();
        using ServiceProvider provider = _services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();
        var closed = scope.ServiceProvider.GetRequiredService<IShelf<string>>();
        var open = scope.ServiceProvider.GetRequiredService<IShelf<int>>();

        Assert.That((closed.Name(1), closed.Name(1), _tally.Runs), Is.EqualTo(("String:1", "String:1", 1)));
        Assert.That((open.Name(1), open.Name(1), _tally.Runs), Is.EqualTo(("Int32:1", "Int32:1", 3)));
    }
}
