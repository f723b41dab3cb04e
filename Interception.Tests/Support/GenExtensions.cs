using CsCheck;

namespace Interception.Tests.Support;

/// <summary>Holds rules against values that are the same in every run and on every machine.</summary>
/// <remarks>CsCheck's <c>Sample</c> takes a seed for its first value only and draws the others anew each time.</remarks>
internal static class GenExtensions
{
    /// <summary>Asserts that a rule holds for the first <paramref name="count"/> values, one after the other.</summary>
    public static void AllHold<T>(this Gen<T> gen, int count, Func<T, bool> rule) => gen.AllHold(count, value => Assert.That(rule(value), Is.True));

    /// <inheritdoc cref="AllHold{T}(Gen{T}, int, Func{T, bool})"/>
    public static void AllHold<T1, T2>(this Gen<(T1, T2)> gen, int count, Func<T1, T2, bool> rule) =>
        gen.AllHold(count, value => rule(value.Item1, value.Item2));

    /// <inheritdoc cref="AllHold{T}(Gen{T}, int, Func{T, bool})"/>
    public static void AllHold<T1, T2, T3>(this Gen<(T1, T2, T3)> gen, int count, Func<T1, T2, T3, bool> rule) =>
        gen.AllHold(count, value => rule(value.Item1, value.Item2, value.Item3));

    /// <inheritdoc cref="AllHold{T}(Gen{T}, int, Func{T, bool})"/>
    public static void AllHold<T1, T2, T3, T4, T5>(this Gen<(T1, T2, T3, T4, T5)> gen, int count, Func<T1, T2, T3, T4, T5, bool> rule) =>
        gen.AllHold(count, value => rule(value.Item1, value.Item2, value.Item3, value.Item4, value.Item5));

    /// <summary>Makes assertions about the first <paramref name="count"/> values, one after the other.</summary>
    public static void AllHold<T>(this Gen<T> gen, int count, Action<T> assertions)
    {
        var random = new PCG(1, 1);
        for (int i = 0; i < count; i++)
        {
            ulong state = random.Seed;
            T value = gen.Generate(random, null!, out _);
            try
            {
                assertions(value);
            }
            catch (Exception broken)
            {
                throw new AssertionException($"Value {i} of {count} (seed {random.ToString(state)}) breaks the rule: {Check.Print(value)}", broken);
            }
        }
    }
}
