using System.Reflection;
using Interception.Calls;
using Interception.Tests.Registration;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls.Fronts;

/// <summary>What a front answers is what the method would, for each kind of argument, and a hit costs no byte.</summary>
[TestFixture]
internal sealed class TypedCallsTests
{
    private static readonly DateTime Noon = new(2026, 3, 4, 12, 0, 0, DateTimeKind.Utc);
    private static readonly DateTimeOffset NoonInOslo = new(2026, 3, 4, 13, 0, 0, TimeSpan.FromHours(1));

    /// <summary>Calls that look alike; each has an answer of its own.</summary>
    private static readonly Dictionary<string, Func<ITypedCalls, object?>[]> Calls = new()
    {
        [nameof(ITypedCalls.None)] = [static calls => calls.None()],
        [nameof(ITypedCalls.Flag)] = [static calls => calls.Flag(true), static calls => calls.Flag(false)],
        [nameof(ITypedCalls.Int)] = [static calls => calls.Int(0), static calls => calls.Int(1), static calls => calls.Int(-1), static calls => calls.Int(256)],
        [nameof(ITypedCalls.Long)] = [static calls => calls.Long(1, default), static calls => calls.Long(1L << 32, default), static calls => calls.Long(1L << 33, default)],
        [nameof(ITypedCalls.Half)] = [static calls => calls.Half((Half)1), static calls => calls.Half((Half)2)],
        [nameof(ITypedCalls.Double)] = [static calls => calls.Double(0.0), static calls => calls.Double(-0.0), static calls => calls.Double(double.NaN)],
        [nameof(ITypedCalls.Decimal)] = [static calls => calls.Decimal(1.0m), static calls => calls.Decimal(1.00m)],
        [nameof(ITypedCalls.Enum)] = [static calls => calls.Enum(DayOfWeek.Sunday), static calls => calls.Enum(DayOfWeek.Monday)],
        [nameof(ITypedCalls.Guid)] = [static calls => calls.Guid(Guid.Empty), static calls => calls.Guid(Guid.AllBitsSet)],
        [nameof(ITypedCalls.Date)] = [static calls => calls.Date(Noon), static calls => calls.Date(DateTime.SpecifyKind(Noon, DateTimeKind.Unspecified))],
        [nameof(ITypedCalls.Offset)] = [static calls => calls.Offset(NoonInOslo), static calls => calls.Offset(NoonInOslo.ToUniversalTime())],
        [nameof(ITypedCalls.MaybeInt)] = [static calls => calls.MaybeInt(null), static calls => calls.MaybeInt(0), static calls => calls.MaybeInt(1)],
        [nameof(ITypedCalls.MaybeEnum)] = [static calls => calls.MaybeEnum(null), static calls => calls.MaybeEnum(default(DayOfWeek))],
        [nameof(ITypedCalls.MaybeOffset)] =
            [static calls => calls.MaybeOffset(null), static calls => calls.MaybeOffset(default(DateTimeOffset)), static calls => calls.MaybeOffset(NoonInOslo)],
        [nameof(ITypedCalls.Text)] = [static calls => calls.Text(null), static calls => calls.Text(""), static calls => calls.Text("a"), static calls => calls.Text("A")],
        [nameof(ITypedCalls.Array)] = [static calls => calls.Array(null), static calls => calls.Array([]), static calls => calls.Array([1, 2])],
        [nameof(ITypedCalls.Record)] = [static calls => calls.Record(null), static calls => calls.Record(new(1, null)), static calls => calls.Record(new(1, ""))],
        [nameof(ITypedCalls.Both)] = [static calls => calls.Both(new(1, "a"), "b", new(2, "c")), static calls => calls.Both(new(2, "c"), "b", new(1, "a"))],
        [nameof(ITypedCalls.Mixed)] = [static calls => calls.Mixed(1, "a", null), static calls => calls.Mixed(1, "b", null), static calls => calls.Mixed(1, "a", Guid.Empty)],
        [nameof(ITypedCalls.AsTask)] = [static calls => calls.AsTask(1).Result, static calls => calls.AsTask(2).Result],
        [nameof(ITypedCalls.AsValueTask)] = [static calls => calls.AsValueTask(1).AsTask().Result, static calls => calls.AsValueTask(2).AsTask().Result],
        [nameof(ITypedCalls.AsEnum)] = [static calls => calls.AsEnum(1), static calls => calls.AsEnum(2)],
        [nameof(ITypedCalls.AsMaybe)] = [static calls => calls.AsMaybe(null), static calls => calls.AsMaybe(2)],
        [nameof(ITypedCalls.Struct)] = [static calls => calls.Struct(new(1, 2)), static calls => calls.Struct(new(2, 1))],
        [nameof(ITypedCalls.MaybeStruct)] = [static calls => calls.MaybeStruct(null), static calls => calls.MaybeStruct(default(ITypedCalls.Place)), static calls => calls.MaybeStruct(new(0, 1))],
        [nameof(ITypedCalls.Nested)] =
        [
            static calls => calls.Nested(new(new(1, 2), null, null, Noon)),
            static calls => calls.Nested(new(new(1, 2), null, "", Noon)),
            static calls => calls.Nested(new(new(1, 2), default(ITypedCalls.Place), null, Noon)),
            static calls => calls.Nested(new(new(1, 2), null, null, DateTime.SpecifyKind(Noon, DateTimeKind.Unspecified))),
        ],
        [nameof(ITypedCalls.Generic)] = [static calls => calls.Generic(1), static calls => calls.Generic("1")],
        [nameof(ITypedCalls.In)] = [static calls => calls.In(1), static calls => calls.In(2)],
    };

    private static readonly int[] Numbers = [1, 2, 3];
    private static readonly ITypedCalls.Order Order = new(1, "eu");

    /// <summary>A call of each kind whose arguments and answer are no new objects.</summary>
    private static readonly Dictionary<string, Action<ITypedCalls>> Measured = new()
    {
        [nameof(ITypedCalls.Long)] = static calls => calls.Long(7, default),
        [nameof(ITypedCalls.Decimal)] = static calls => calls.Decimal(1.5m),
        [nameof(ITypedCalls.Enum)] = static calls => calls.Enum(DayOfWeek.Friday),
        [nameof(ITypedCalls.Guid)] = static calls => calls.Guid(Guid.AllBitsSet),
        [nameof(ITypedCalls.Offset)] = static calls => calls.Offset(NoonInOslo),
        [nameof(ITypedCalls.MaybeInt)] = static calls => calls.MaybeInt(3),
        [nameof(ITypedCalls.MaybeOffset)] = static calls => calls.MaybeOffset(NoonInOslo),
        [nameof(ITypedCalls.Text)] = static calls => calls.Text("a"),
        [nameof(ITypedCalls.Array)] = static calls => calls.Array(Numbers),
        [nameof(ITypedCalls.Record)] = static calls => calls.Record(Order),
        [nameof(ITypedCalls.Both)] = static calls => calls.Both(Order, "b", Order),
        [nameof(ITypedCalls.Struct)] = static calls => calls.Struct(new(1, 2)),
        [nameof(ITypedCalls.MaybeStruct)] = static calls => calls.MaybeStruct(new(1, 2)),
        [nameof(ITypedCalls.Nested)] = static calls => calls.Nested(new(new(1, 2), new(3, 4), "b", Noon)),
        [nameof(ITypedCalls.AsEnum)] = static calls => calls.AsEnum(1),
        [nameof(ITypedCalls.AsMaybe)] = static calls => calls.AsMaybe(2),
    };

    /// <summary>They go through Castle.</summary>
    private static readonly string[] Untyped = [nameof(ITypedCalls.Generic), nameof(ITypedCalls.In)];

    [TestCaseSource(nameof(Names))]
    public void Call_LookAlikes_EachHasItsOwnAnswerEverAfter(string method)
    {
        using ServiceProvider provider = Build(out Tally tally);
        using IServiceScope scope = provider.CreateScope();
        var calls = scope.ServiceProvider.GetRequiredService<ITypedCalls>();
        object?[] direct = [.. Calls[method].Select(call => call(new TypedCalls(new Tally())))];

        object?[] first = [.. Calls[method].Select(call => call(calls))];
        int runs = tally.Runs;
        object?[] second = [.. Calls[method].Select(call => call(calls))];

        Assert.That(first, Is.EqualTo(direct));
        Assert.That(second, Is.EqualTo(direct));
        Assert.That(runs, Is.EqualTo(direct.Length));
        Assert.That(tally.Runs, Is.EqualTo(runs));
    }

    [TestCaseSource(nameof(TypedNames))]
    public void Call_FrontAnswers_AllocatesNothing(string method)
    {
        using ServiceProvider provider = Build(out Tally tally);
        using IServiceScope scope = provider.CreateScope();
        var calls = scope.ServiceProvider.GetRequiredService<ITypedCalls>();
        Action<ITypedCalls> call = Measured[method];
        call(calls);
        int runs = tally.Runs;

        long least = long.MaxValue;
        for (int round = 0; round < 50; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            call(calls);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.That(least, FrontSwitch.IsOn ? Is.Zero : Is.Positive);
        Assert.That(tally.Runs, Is.EqualTo(runs));
    }

    [Test]
    public void Open_FrontsAreOn_AllHaveOneButGenericMethodsAndReferences()
    {
        using ServiceProvider provider = Build(out _);
        using IServiceScope scope = provider.CreateScope();

        var state = (ProxyState)scope.ServiceProvider.GetRequiredService<ITypedCalls>();

        Assert.That(state.Fronts, Has.Length.EqualTo(FrontSwitch.IsOn ? typeof(ITypedCalls).GetMethods().Length - Untyped.Length : 0));
    }

    private static IEnumerable<string> Names() => typeof(ITypedCalls).GetMethods().Select(method => method.Name);

    private static IEnumerable<string> TypedNames() => Measured.Keys;

    private static ServiceProvider Build(out Tally tally) => Containers.WithTally(out tally)
        .AddScoped<ITypedCalls, TypedCalls>()
        .CacheMethods([.. typeof(ITypedCalls).GetMethods().Select(method => $"ITypedCalls.{method.Name}")])
        .DecorateWithCaching<ITypedCalls>()
        .BuildStrict();
}
