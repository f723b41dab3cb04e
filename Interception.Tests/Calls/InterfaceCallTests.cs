using Interception.Tests.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls;

[TestFixture]
internal sealed class InterfaceCallTests
{
    internal interface ICounting
    {
        static int Zero => 0;

        int Services { get; }

        object GetTarget();

        string Attach(string what);
    }

    internal sealed class Counting : ICounting
    {
        public int Services => 3;

        public object GetTarget() => "mine";

        public string Attach(string what) => what + "!";
    }

    /// <summary>Implements an interface of a strong-named assembly.</summary>
    internal sealed class Measure(Tally tally) : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => tally.Run(x?.Length == y?.Length);

        public int GetHashCode(string obj) => tally.Run(obj.Length);
    }

    private static readonly string[] Cached =
    [
        "Find", "Inherited", "CompareTo", "Plain", "LaterAsync", "SoonAsync", "Echo", "Default", "Overridden", "Overload", "Optional", "Params", "ByIn",
        "Record", "ThrowCached", "ThrowCachedAsync",
    ];

    private Tally _tally = null!;
    private ServiceProvider _provider = null!;
    private AsyncServiceScope _scope;
    private IEveryShape _shape = null!;

    [SetUp]
    public void SetUp()
    {
        IServiceCollection services = Containers.WithTally(out _tally).AddScoped<IEveryShape, EveryShape>();
        services.CacheMethods([.. Cached.Select(static name => "IEveryShape." + name)]).DecorateWithCaching<IEveryShape>();
        _provider = services.BuildStrict();
        _scope = _provider.CreateAsyncScope();
        _shape = _scope.ServiceProvider.GetRequiredService<IEveryShape>();
    }

    [TearDown]
    public async Task TearDown()
    {
        Assert.That(_provider.GetProblems(), Is.Empty);
        await _scope.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Test]
    public async Task Call_EachReturnShape_IsAnsweredFromTheCache()
    {
        AssertCached(() => _shape.Plain(1, "a"), "1 a");
        AssertCached(() => _shape.Plain(1, null), "1 null");
        AssertCached(() => _shape.Plain(1, "null"), "1 null");
        for (int round = 0; round < 2; round++)
        {
            Assert.That((await _shape.LaterAsync(1), await _shape.SoonAsync(1)), Is.EqualTo(("later 1", "soon 1")));
        }

        Assert.That(_tally.Runs, Is.EqualTo(5));
    }

    [Test, Property("Failure", "C14")]
    public void Call_GenericMethod_ClosedFormsNeverMix()
    {
        AssertCached(() => _shape.Echo(1), 1);
        AssertCached(() => _shape.Echo(1L), 1L);
        AssertCached(() => _shape.Echo("1"), "1");
        AssertCached(() => _shape.Echo<int?>(1), 1);
        AssertCached(() => _shape.Echo<int?>(null), null);
        AssertCached(() => _shape.Echo(new Point(1, 2)), new Point(1, 2));
    }

    [Test]
    public void Call_DefaultInterfaceMethods_OverriddenOrNot()
    {
        Assert.That((_shape.Default(1), _shape.Default(1)), Is.EqualTo(("default 1", "default 1")));
        AssertCached(() => _shape.Overridden(1), "overridden 1");
    }

    [Test, Property("Failure", "C37")]
    public void Call_OverloadsAndHiddenAndInheritedMembers_AreEachTheirOwn()
    {
        AssertCached(() => _shape.Overload(1), "int 1");
        AssertCached(() => _shape.Overload("1"), "string 1");
        AssertCached(() => _shape.Find(1), "new 1");
        AssertCached(() => ((IShapeBase)_shape).Find(1), "old 1");
        AssertCached(() => _shape.Inherited(1), "inherited 1");
        AssertCached(() => _shape.CompareTo(0), 1);
    }

    [Test]
    [Property("Failure", "C13")]
    [Property("Failure", "C15")]
    [Property("Failure", "C16")]
    public void Call_OptionalAndParamsAndInAndStructArguments_MakeTheirKeys()
    {
        AssertCached(() => _shape.Optional(), "optional 7");
        Assert.That((_shape.Optional(7), _tally.Runs), Is.EqualTo(("optional 7", 1)));
        AssertCached(() => _shape.Optional(8), "optional 8"); // As a caller is compiled to whom the default is 8.
        AssertCached(() => _shape.Params(null), "null");
        AssertCached(() => _shape.Params(), "[]");
        AssertCached(() => _shape.Params("a", "b"), "[a,b]");
        AssertCached(() => _shape.ByIn(new Point(1, 2)), "Point { X = 1, Y = 2 }");
        AssertCached(() => _shape.ByIn(new Point(2, 1)), "Point { X = 2, Y = 1 }");
        AssertCached(() => _shape.Record(new Line(new(1, 2), new(3, 4), ["x"])), "Point { X = 1, Y = 2 } Point { X = 3, Y = 4 } x");
        AssertCached(() => _shape.Record(new Line(new(1, 2), new(3, 4), ["y"])), "Point { X = 1, Y = 2 } Point { X = 3, Y = 4 } y");
    }

    [Test]
    public async Task Call_WhatCanNotBeCached_PassesThroughExactly()
    {
        int changes = 0;
        void Count(object? sender, EventArgs e) => changes++;
        _shape.Changed += Count;
        _shape.Clear();
        _shape.Changed -= Count;
        _shape.Clear();
        _shape.Label = "named";
        _shape[3] = "three";
        (int left, int right) = (1, 2);
        _shape.Swap(ref left, ref right);
        await _shape.SaveAsync();
        var read = new List<int>();
        await foreach (int value in _shape.ReadAsync())
        {
            read.Add(value);
        }

        Assert.That((changes, _shape.Label, _shape[3], left, right), Is.EqualTo((1, "named", "three", 2, 1)));
        Assert.That((_shape.TryGet(5, out string name), name), Is.EqualTo((true, "n5")));
        Assert.That(read, Is.EqualTo(new[] { 1, 2 }));
    }

    /// <summary>Castle would kill the process on the first of these; that this test ends at all shows that it was told not to.</summary>
    [Test]
    public void Call_MembersThatCastleCanNotIntercept_BehaveAsTheServiceItself()
    {
        ref int slot = ref _shape.Slot(1);
        slot++;

        Assert.That((_shape.Slot(1), _shape.Sum([1, 2, 3]), _shape.Letters().ToString()), Is.EqualTo((21, 6, "abc")));
        Assert.That((_shape.Loose(1), _shape.Loose(new Span<int>([1]))), Is.EqualTo((5, 6)));
        AssertCached(() => _shape.Plain(1, "a"), "1 a");
    }

    [Test, Property("Failure", "C30")]
    public void Call_ThatThrows_ThrowsTheMethodsOwn()
    {
        AssertThrows(() => _shape.Throw(), "sync", nameof(EveryShape.Throw));
        AssertThrows(() => _shape.ThrowCached(1), "cached 1", nameof(EveryShape.ThrowCached));
        Assert.That(async () => await _shape.ThrowAsync(), Throws.TypeOf<ShapeException>().With.Message.EqualTo("async"));
        Assert.That(
            async () => await _shape.ThrowCachedAsync(1),
            Throws.TypeOf<ShapeException>().With.Message.EqualTo("cached later 1").And.Property("StackTrace").Contains(nameof(EveryShape.ThrowCachedAsync)));
    }

    [Test]
    public void Call_MembersNamedLikeTheProxysOwn_Work()
    {
        var services = new ServiceCollection();
        services.AddScoped<ICounting, Counting>().CacheMethods("ICounting.Attach", "ICounting.GetTarget").DecorateWithCaching<ICounting>();
        services.AddInterception(static options => options.Methods["ICounting.GetTarget"].Mode = CacheMode.Off);
        using ServiceProvider provider = services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();
        var counting = scope.ServiceProvider.GetRequiredService<ICounting>();

        for (int round = 0; round < 2; round++)
        {
            Assert.That((counting.Services, counting.GetTarget(), counting.Attach("a")), Is.EqualTo((3, (object)"mine", "a!")));
        }
    }

    [Test]
    public void Call_InterfaceOfAStrongNamedAssembly_IsCached()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally).AddScoped<IEqualityComparer<string>, Measure>();
        services.CacheMethods("IEqualityComparer<string>.GetHashCode").DecorateWithCaching<IEqualityComparer<string>>();
        using ServiceProvider provider = services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();
        var comparer = scope.ServiceProvider.GetRequiredService<IEqualityComparer<string>>();

        Assert.That((comparer.GetHashCode("abc"), comparer.GetHashCode("abc"), tally.Runs), Is.EqualTo((3, 3, 1)));
        Assert.That(comparer.Equals("abc", "xyz"), Is.True);
    }

    private static void AssertThrows(Action call, string message, string method)
    {
        ShapeException exception = Assert.Throws<ShapeException>(call)!;
        Assert.That(exception.Message, Is.EqualTo(message));
        Assert.That(exception.StackTrace, Does.Contain($"{nameof(EveryShape)}.{method}("));
    }

    /// <summary>Calls twice: one run, and the right answer both times.</summary>
    private void AssertCached<T>(Func<T> call, T expected)
    {
        int before = _tally.Runs;
        Assert.That(call(), Is.EqualTo(expected));
        Assert.That(call(), Is.EqualTo(expected));
        Assert.That(_tally.Runs - before, Is.EqualTo(1));
    }
}
