using Interception.Tests.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls;

[TestFixture]
internal sealed class ClassServiceTests
{
    internal class Reports
    {
        private readonly Tally _tally;

        public Reports(Tally tally)
        {
            _tally = tally;
            tally.Create();
        }

        public virtual string Build(int id) => _tally.Run($"report {id}");

        public string BuildTwice(int id) => Build(id) + Build(id) + Secret(id) + Secret(id);

        public virtual Task<T> EchoAsync<T>(T value) => Task.FromResult(_tally.Run(value));

        public virtual bool TryGet(int id, out string name) => (name = $"n{id}").Length > 0;

        protected virtual string Secret(int id) => _tally.Run($" secret {id}");

        internal virtual string Inner() => "inner";
    }

    internal abstract class Shape(Tally tally)
    {
        protected Tally Tally => tally;

        public abstract double Area(double side);

        public virtual string Name() => tally.Run("shape");
    }

    internal class Square(Tally tally) : Shape(tally)
    {
        public override double Area(double side) => Tally.Run(side * side);

        public sealed override string Name() => Tally.Run("square");
    }

    internal class Marked(Tally tally) : Shape(tally)
    {
        [Cached]
        public override double Area(double side) => Tally.Run(side);
    }

    internal class Constructed
    {
        public Constructed(Tally tally) => How = $"tally {tally.Runs}";

        public Constructed(Tally tally, IQuotes quotes) => How = $"tally {tally.Runs} and {quotes.Source}";

        public Constructed(Tally tally, Uri unknown) => How = $"tally {tally.Runs} and {unknown}";

        public string How { get; }

        public virtual string Say(int id) => $"{How}: {id}";
    }

    internal class Board
    {
        private string _text = "nothing";

        public Board(Tally tally) => tally.Create();

        public void Write(string text) => _text = text;

        public virtual string Read(int id) => _text;

        public virtual async Task<string> ReadAsync(int id)
        {
            await Task.Yield();
            return _text;
        }
    }

    internal class Keyed([ServiceKey] string key, [FromKeyedServices("other")] IQuotes quotes)
    {
        public virtual string Say(int id) => $"{key} {quotes.Source} {id}";

        public string Key => key;
    }

    [Test]
    public async Task Call_VirtualMethods_AreCachedAndTheConstructorRunsOnce()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally).AddScoped<Reports>();
        services.CacheMethods("Reports.Build", "Reports.EchoAsync", "Reports.Secret").DecorateWithCaching<Reports>();
        await using ServiceProvider provider = services.BuildStrict();
        await using AsyncServiceScope scope = provider.CreateAsyncScope();

        var reports = scope.ServiceProvider.GetRequiredService<Reports>();
        Assert.That(tally.Created, Is.EqualTo(1));

        Assert.That((reports.Build(1), reports.Build(1), tally.Runs), Is.EqualTo(("report 1", "report 1", 1)));
        Assert.That((await reports.EchoAsync(1), await reports.EchoAsync(1), await reports.EchoAsync("1"), tally.Runs), Is.EqualTo((1, 1, "1", 3)));
        Assert.That((reports.TryGet(3, out string name), name, reports.Inner()), Is.EqualTo((true, "n3", "inner")));
        Assert.That(provider.GetProblems(), Is.Empty);
    }

    [Test, Property("Failure", "C3")]
    public void Call_OfItself_IsCachedToo()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally).AddTransient<Reports>();
        services.CacheMethods("Reports.Build", "Reports.Secret").DecorateWithCaching<Reports>();
        using ServiceProvider provider = services.BuildStrict();

        Assert.That(provider.GetRequiredService<Reports>().BuildTwice(1), Is.EqualTo("report 1report 1 secret 1 secret 1"));
        Assert.That(provider.GetRequiredService<Reports>().BuildTwice(1), Is.EqualTo("report 1report 1 secret 1 secret 1"));
        Assert.That(tally.Runs, Is.EqualTo(2));
    }

    [Test]
    public void Call_AbstractBaseWithItsImplementation_IsCached([Values] ServiceLifetime lifetime)
    {
        IServiceCollection services = Containers.WithTally(out Tally tally);
        services.Add(new ServiceDescriptor(typeof(Shape), typeof(Square), lifetime));
        services.CacheMethods("Shape.Area").DecorateWithCaching<Shape>();
        using ServiceProvider provider = services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();

        var shape = scope.ServiceProvider.GetRequiredService<Shape>();

        Assert.That((shape.Area(2), shape.Area(2), shape.Area(3), shape.Name(), tally.Runs), Is.EqualTo((4d, 4d, 9d, "square", 3)));
        Assert.That(shape, Is.InstanceOf<Square>());
    }

    [Test]
    [Property("Failure", "C2")]
    [Property("Failure", "C21")]
    public async Task Call_CachedMethodsOfASingletonClass_SeeTheStateThatOtherMembersChange()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally).AddSingleton<Board>();
        services.CacheMethods("Board.Read", "Board.ReadAsync").DecorateWithCaching<Board>();
        services.AddInterception(options => options.Defaults.Check = CheckMode.EveryHit);
        await using ServiceProvider provider = services.BuildStrict();
        var cache = provider.GetRequiredService<IMethodCache>();
        var board = provider.GetRequiredService<Board>();

        board.Write("one");
        Assert.That((board.Read(1), await board.ReadAsync(1)), Is.EqualTo(("one", "one")));

        board.Write("two");
        Assert.That((board.Read(1), await board.ReadAsync(1)), Is.EqualTo(("one", "one")));
        await cache.WhenIdleAsync();

        Assert.That((board.Read(1), await board.ReadAsync(1), tally.Created), Is.EqualTo(("two", "two", 1)));
        Assert.That(provider.GetRequiredService<Board>(), Is.SameAs(board));
    }

    [Test]
    public void Resolve_SeveralConstructors_TakesTheContainersChoice()
    {
        IServiceCollection services = Containers.WithTally(out _).AddScoped<IQuotes, Quotes>().AddScoped<Constructed>();
        string direct;
        using (ServiceProvider plain = services.BuildStrict())
        {
            using IServiceScope one = plain.CreateScope();
            direct = one.ServiceProvider.GetRequiredService<Constructed>().How;
        }

        services.CacheMethods("Constructed.Say").DecorateWithCaching<Constructed>();
        using ServiceProvider provider = services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();
        var constructed = scope.ServiceProvider.GetRequiredService<Constructed>();

        Assert.That((constructed.How, constructed.Say(1)), Is.EqualTo((direct, $"{direct}: 1")));
    }

    [Test]
    public void Resolve_KeyedClass_IsToldItsKeyAndItsDependencys()
    {
        IServiceCollection services = Containers.WithTally(out _).AddKeyedScoped<IQuotes, OtherQuotes>("other");
        services.AddKeyedScoped<Keyed>("k").CacheMethods("Keyed.Say").DecorateWithCaching<Keyed>();
        using ServiceProvider provider = services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();

        var keyed = scope.ServiceProvider.GetRequiredKeyedService<Keyed>("k");

        Assert.That((keyed.Key, keyed.Say(1)), Is.EqualTo(("k", "k other 1")));
    }

    [Test]
    [Property("Failure", "C1")]
    [Property("Failure", "C6")]
    public void Problems_OfMethods_SayWhatToDo()
    {
        IServiceCollection services = Containers.WithTally(out _).AddScoped<Reports>().AddScoped<Shape, Square>();
        services.CacheMethods("Reports.BuildTwice", "Reports.Inner", "Reports.TryGet", "Shape.Name")
            .DecorateWithCaching<Reports>().DecorateWithCaching<Shape>();

        Assert.That(services.FindProblems(), Is.EquivalentTo(new[]
        {
            "'ClassServiceTests.Reports.BuildTwice(int)' can't be cached: it is not virtual, so nothing can stand in front of it; make it virtual, or put an interface in front of the class",
            "'ClassServiceTests.Reports.Inner()' can't be cached: it is internal; make it public or protected",
            "'ClassServiceTests.Reports.TryGet(int, string)' can't be cached: its parameter 'name' is out, which a cached answer could not set; return all results in one object",
            "'ClassServiceTests.Shape.Name()' can't be cached: its override in 'ClassServiceTests.Square' is sealed, so nothing can stand in front of it; unseal it",
        }));
    }

    [Test]
    public void Problems_OfTheRegistration_SayWhatToDo([Values] bool isInstance)
    {
        IServiceCollection services = Containers.WithTally(out Tally tally);
        _ = isInstance ? services.AddSingleton(new Reports(tally)) : services.AddSingleton(scope => new Reports(scope.GetRequiredService<Tally>()));
        services.DecorateWithCaching<Reports>();

        Assert.That(services.FindProblems(), Is.EqualTo(new[]
        {
            "'ClassServiceTests.Reports' can't be decorated: it is a class registered by a factory or an instance, in front of which no proxy can be built; "
            + "register it by its type, or put an interface in front of it",
        }));
    }

    [Test]
    public void Problems_CachedOnAnOverride_SaysWhereItBelongs()
    {
        IServiceCollection services = Containers.WithTally(out _).AddScoped<Shape, Marked>().DecorateWithCaching<Shape>();

        Assert.That(services.FindProblems(), Is.EqualTo(new[]
        {
            "[Cached] on 'ClassServiceTests.Marked.Area' has no effect, because the service is 'ClassServiceTests.Shape'; put it on the method of the service",
        }));
    }
}
