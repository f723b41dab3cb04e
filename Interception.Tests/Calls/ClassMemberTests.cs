using Interception.Tests.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls;

/// <summary>What a class service keeps to itself, and what of it can be cached.</summary>
[TestFixture]
internal sealed class ClassMemberTests
{
    internal interface IDesk
    {
        string Find(int id);
    }

    internal class Desk(Tally tally) : IDesk
    {
        private int _count;

        public void Increment() => _count++;

        public virtual int Count() => _count;

        public virtual string Ask(int id) => tally.Run($"asked {id}");

        string IDesk.Find(int id) => tally.Run($"found {id}");

        public override bool Equals(object? obj) => obj is Desk;

        public override int GetHashCode() => tally.Run(7);

        public override string ToString() => tally.Run("a desk");

        protected internal virtual string Near(int id) => tally.Run($"near {id}");

        private protected virtual string Nearer(int id) => $"nearer {id}";
    }

    private ServiceProvider _provider = null!;
    private Tally _tally = null!;

    [TearDown]
    public void TearDown() => _provider.Dispose();

    /// <summary>A proxy with a second instance behind it would count in the one and read the other.</summary>
    [Test, Property("Failure", "C2")]
    public void Call_NonVirtualAndVirtualMembers_SeeTheSameFields([Values] ServiceLifetime lifetime)
    {
        Desk desk = Resolve<Desk>(lifetime, "Desk.Ask");

        desk.Increment();
        desk.Ask(1);
        desk.Increment();

        Assert.That(desk.Count(), Is.EqualTo(2));
        Assert.That(_provider.GetProblems(), Is.Empty);
    }

    [Test, Property("Failure", "C6")]
    public void Call_ProtectedInternalMember_IsCached()
    {
        Desk desk = Resolve<Desk>(ServiceLifetime.Scoped, "Desk.Near");

        Assert.That((desk.Near(1), desk.Near(1), _tally.Runs), Is.EqualTo(("near 1", "near 1", 1)));
    }

    [Test, Property("Failure", "C6")]
    public void Problems_PrivateProtectedMember_SaysWhatToDo()
    {
        Resolve<Desk>(ServiceLifetime.Scoped, "Desk.Nearer");

        Assert.That(_provider.GetProblems(), Is.EqualTo(new[]
        {
            "'ClassMemberTests.Desk.Nearer(int)' can't be cached: it is internal; make it public or protected",
        }));
    }

    [Test, Property("Failure", "C7")]
    public void ExplicitImplementation_OfAnInterfaceService_IsCached()
    {
        IDesk desk = Resolve<IDesk>(ServiceLifetime.Scoped, "IDesk.Find");

        Assert.That((desk.Find(1), desk.Find(1), _tally.Runs), Is.EqualTo(("found 1", "found 1", 1)));
    }

    [Test, Property("Failure", "C7")]
    public void ExplicitImplementation_OfAClassService_IsAProblemIfNamedAndPasses()
    {
        Desk desk = Resolve<Desk>(ServiceLifetime.Scoped, "Desk.Ask", "Desk.Find");

        Assert.That(_provider.GetProblems(), Has.Exactly(1).Contains("'Desk' has no method 'Find'"));
        Assert.That((((IDesk)desk).Find(1), ((IDesk)desk).Find(1), _tally.Runs), Is.EqualTo(("found 1", "found 1", 2)));
    }

    [Test, Property("Failure", "C18")]
    public void ObjectsOwnMembers_OfAClassService_AreNeverCached()
    {
        Desk desk = Resolve<Desk>(ServiceLifetime.Scoped, "Desk.Ask", "Desk.ToString", "Desk.GetHashCode", "Desk.Equals");

        Assert.That(_provider.GetProblems(), Has.Count.EqualTo(3).And.All.Contains("'Desk' has no method '"));
        Assert.That((desk.ToString(), desk.ToString(), desk.GetHashCode(), desk.GetHashCode()), Is.EqualTo(("a desk", "a desk", 7, 7)));
        Assert.That((desk.Equals(new Desk(_tally)), desk.Equals("a desk"), _tally.Runs), Is.EqualTo((true, false, 4)));
    }

    [Test, Property("Failure", "C18")]
    public void ObjectsOwnMembers_OfAnInterfaceService_AreTheProxysOwn()
    {
        IDesk desk = Resolve<IDesk>(ServiceLifetime.Transient, "IDesk.Find");
        IDesk other = _provider.GetRequiredService<IDesk>();

        Assert.That(new HashSet<IDesk> { desk, other, desk }, Has.Count.EqualTo(2));
        Assert.That((desk.Equals(desk), desk.Equals(other), desk.ToString() == "a desk", _tally.Runs), Is.EqualTo((true, false, false, 0)));
    }

    private T Resolve<T>(ServiceLifetime lifetime, params string[] methods)
        where T : class
    {
        IServiceCollection services = Containers.WithTally(out _tally);
        services.Add(new ServiceDescriptor(typeof(T), typeof(Desk), lifetime));
        _provider = services.CacheMethods(methods).DecorateWithCaching<T>().BuildServiceProvider();
        return _provider.GetRequiredService<T>();
    }
}
