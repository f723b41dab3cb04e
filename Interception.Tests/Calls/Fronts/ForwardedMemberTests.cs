using System.Reflection;
using System.Reflection.Emit;
using Castle.DynamicProxy;
using Interception.Tests.Registration;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls.Fronts;

/// <summary>Members that Castle can't intercept reach the undecorated service, which no hit creates for their sake.</summary>
[TestFixture]
internal sealed class ForwardedMemberTests
{
    internal interface IBlocks<T>
    {
        ref readonly T First { get; }

        ref T this[int index] { get; }

        ref readonly T Last(in T from);

        int Count(scoped ReadOnlySpan<T> values);

        int Measure<TItem>(Span<TItem> items, T more)
            where TItem : struct, IComparable<TItem>;

        int Bytes<TItem>(Span<TItem> items)
            where TItem : unmanaged;

        string Name<TItem>(TItem item)
            where TItem : allows ref struct;

        int Between<TItem, TOne, TOther>(Span<TItem> items)
            where TItem : TOne, TOther;

        static virtual ReadOnlySpan<byte> Own => "own"u8;

        int Twice(ReadOnlySpan<T> values) => 2 * Count(values);

        void Ask(out int length, Span<T> values);

        string Find(int id);
    }

    private sealed class Blocks(Tally tally, Made made) : IBlocks<long>
    {
        private readonly long[] _values = [10, 20, 30];
        private readonly int _number = ++made.Count;

        public ref readonly long First => ref _values[0];

        public ref long this[int index] => ref _values[index];

        public ref readonly long Last(in long from) => ref from > 25 ? ref from : ref _values[^1];

        public int Count(scoped ReadOnlySpan<long> values) => values.Length;

        public int Measure<TItem>(Span<TItem> items, long more)
            where TItem : struct, IComparable<TItem> => items[0].CompareTo(items[^1]) + (int)more;

        public unsafe int Bytes<TItem>(Span<TItem> items)
            where TItem : unmanaged => sizeof(TItem) * items.Length;

        public string Name<TItem>(TItem item)
            where TItem : allows ref struct => $"{typeof(TItem).Name} of {_number}";

        public int Between<TItem, TOne, TOther>(Span<TItem> items)
            where TItem : TOne, TOther => items.Length;

        public void Ask(out int length, Span<long> values) => length = values.Length;

        public string Find(int id) => tally.Run($"found {id}");
    }

    internal sealed class Made
    {
        public int Count { get; set; }
    }

    [Test]
    public void Hit_ServiceHasMembersThatCastleCannotIntercept_CreatesNoService()
    {
        using ServiceProvider provider = Build(out Made made);
        Call(provider, static blocks => blocks.Find(1));
        int afterMiss = made.Count;

        string hit = Call(provider, static blocks => blocks.Find(1));

        Assert.That((hit, made.Count), Is.EqualTo(("found 1", afterMiss)));
    }

    [Test]
    public void Call_EachKind_ReachesTheOneServiceOfItsScope()
    {
        using ServiceProvider provider = Build(out Made made);

        string all = Call(provider, static blocks =>
        {
            blocks[0]++;
            long from = 40;
            int[] items = [3, 7];
            blocks.Ask(out int length, [1, 2]);
            return $"{blocks.First} {blocks.Last(from)} {blocks.Count([1, 2, 3])} {blocks.Measure(items.AsSpan(), 5)} {blocks.Bytes(items.AsSpan())} "
                + $"{blocks.Name(items.AsSpan())} {blocks.Name("x")} {blocks.Twice([1, 2])} {length} {blocks.Between<string, object, IComparable>(["a", "b", "c"])}";
        });

        Assert.That(all, Is.EqualTo("11 40 3 4 8 Span`1 of 1 String of 1 4 2 3"));
        Assert.That(made.Count, Is.EqualTo(1));
    }

    /// <summary>An internal member of an assembly that is nobody's friend, which C# can't write beside its test.</summary>
    [Test]
    public void Call_MemberThatGeneratedCodeCannotSee_KeepsItsOwnBody()
    {
        ModuleBuilder module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Warehouse"), AssemblyBuilderAccess.Run).DefineDynamicModule("m");
        Type service = DefineService(module);
        using ServiceProvider provider = new ServiceCollection()
            .AddSingleton(service, DefineImplementation(module, service))
            .CacheMethods("IStock.Find")
            .DecorateWithCaching(type => type == service)
            .BuildStrict();

        object stock = provider.GetRequiredService(service);

        Assert.That(ProxyUtil.IsProxy(stock), Is.True);
        var count = service.GetMethod("Count", BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<ReadOnlySpan<byte>, int>>(stock);
        Assert.That(count("ab"u8), Is.EqualTo(42));
    }

    private static Type DefineService(ModuleBuilder module)
    {
        TypeBuilder type = module.DefineType("IStock", TypeAttributes.Interface | TypeAttributes.Abstract | TypeAttributes.Public);
        type.DefineMethod("Find", MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual | MethodAttributes.NewSlot, typeof(string), [typeof(int)]);
        ILGenerator count = type.DefineMethod(
            "Count", MethodAttributes.Assembly | MethodAttributes.Virtual | MethodAttributes.NewSlot, typeof(int), [typeof(ReadOnlySpan<byte>)]).GetILGenerator();
        count.Emit(OpCodes.Ldc_I4, 42);
        count.Emit(OpCodes.Ret);
        return type.CreateType();
    }

    private static Type DefineImplementation(ModuleBuilder module, Type service)
    {
        TypeBuilder type = module.DefineType("Stock", TypeAttributes.Public, typeof(object), [service]);
        ILGenerator find = type.DefineMethod("Find", MethodAttributes.Public | MethodAttributes.Virtual, typeof(string), [typeof(int)]).GetILGenerator();
        find.Emit(OpCodes.Ldstr, "found");
        find.Emit(OpCodes.Ret);
        return type.CreateType();
    }

    private static string Call(ServiceProvider provider, Func<IBlocks<long>, string> call)
    {
        using IServiceScope scope = provider.CreateScope();
        return call(scope.ServiceProvider.GetRequiredService<IBlocks<long>>());
    }

    private static ServiceProvider Build(out Made made)
    {
        made = new Made();
        return Containers.WithTally(out _)
            .AddSingleton(made)
            .AddScoped<IBlocks<long>, Blocks>()
            .CacheMethods("IBlocks<Int64>.Find")
            .DecorateWithCaching<IBlocks<long>>()
            .BuildStrict();
    }
}
