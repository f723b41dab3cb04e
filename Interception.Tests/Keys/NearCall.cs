using CsCheck;

namespace Interception.Tests.Keys;

/// <summary>A call of <see cref="IMethod.Find"/>, as plain values that can be compared without the encoding under test.</summary>
internal sealed record NearCall(
    string? First, string? Second, int[]? Left, int[]? Right, int[]? Tags, string?[]? Words, int? Maybe, decimal Amount, double Number,
    DateTime At, string VaryBy)
{
    // Few symbols and short lengths: most calls nearly meet. The symbols are those of lengths and presence bytes, too.
    private static readonly Gen<string?> Word = Gen.Null(Gen.Char["a\0\u0001\uD800"].Array[0, 3].Select(chars => new string(chars)));
    private static readonly Gen<int[]?> Numbers = Gen.Null(Gen.Int[0, 2].Array[0, 3]);

    private static readonly Gen<NearCall> Calls = Gen.Select(
        Gen.Select(Word, Word, Word),
        Gen.Select(Numbers, Numbers, Numbers),
        Gen.Null(Word.Array[0, 3]),
        Gen.Int[0, 1_000_000],
        (texts, numbers, words, rest) => new NearCall(
            texts.Item1, texts.Item2, numbers.Item1, numbers.Item2, numbers.Item3?.Distinct().ToArray(), words,
            rest % 3 == 0 ? null : rest % 3, new decimal(rest / 3 % 2, 0, 0, rest / 6 % 2 == 0, (byte)(rest / 12 % 3)),
            rest / 36 % 2 == 0 ? 0.0 : -1.0, new DateTime(rest / 72 % 2, (DateTimeKind)(rest / 144 % 3)), texts.Item3 ?? "v"));

    /// <summary>A call, and one that some small edit made of it.</summary>
    public static Gen<(NearCall One, NearCall Other)> Pairs { get; } = Gen.Select(
        Calls, Calls, Gen.Int[0, 19], (one, fresh, edit) => (one, one.Edited(edit, fresh)));

    public interface IMethod
    {
        void Find(
            string? first, string? second, int[]? left, List<int>? right, HashSet<int>? tags, Part? part, int? maybe, decimal amount,
            double number, DateTime at);
    }

    public object?[] ToArguments() =>
    [
        First, Second, Left, Right?.ToList(), Tags?.ToHashSet(), Words is null ? null : new Part { Words = Words, Name = Second }, Maybe,
        Amount, Number, At,
    ];

    /// <summary>Whether the method could not tell the two apart.</summary>
    public bool IsSame(NearCall other) =>
        string.Equals(First, other.First, StringComparison.Ordinal)
        && string.Equals(Second, other.Second, StringComparison.Ordinal)
        && AreSame(Left, other.Left)
        && AreSame(Right, other.Right)
        && AreSame(Sorted(Tags), Sorted(other.Tags))
        && AreSame(Words, other.Words)
        && Maybe == other.Maybe
        && decimal.GetBits(Amount).AsSpan().SequenceEqual(decimal.GetBits(other.Amount))
        && BitConverter.DoubleToInt64Bits(Number) == BitConverter.DoubleToInt64Bits(other.Number)
        && (At.Ticks, At.Kind) == (other.At.Ticks, other.At.Kind)
        && string.Equals(VaryBy, other.VaryBy, StringComparison.Ordinal);

    private NearCall Edited(int edit, NearCall fresh) => edit switch
    {
        0 => fresh,
        1 => this with { Tags = Tags?.Reverse().ToArray() }, // the same
        2 => this with { First = Second, Second = First },
        3 => this with { First = First?[..^Math.Min(1, First.Length)], Second = First?[^Math.Min(1, First.Length)..] + Second },
        4 => this with { First = First + Second?[..Math.Min(1, Second.Length)], Second = Second?[Math.Min(1, Second.Length)..] },
        5 => this with { Second = Second?[..^Math.Min(1, Second.Length)], VaryBy = Second?[^Math.Min(1, Second.Length)..] + VaryBy },
        6 => this with { First = First is null ? "" : First.Length == 0 ? null : First[1..] },
        7 => this with { Left = Left?[..^Math.Min(1, Left.Length)], Right = [.. Left?[^Math.Min(1, Left.Length)..] ?? [], .. Right ?? []] },
        8 => this with { Left = [.. Left ?? [], .. Right?[..Math.Min(1, Right.Length)] ?? []], Right = Right?[Math.Min(1, Right.Length)..] },
        9 => this with { Left = Turned(Left) },
        10 => this with { Right = Turned(Right) },
        11 => this with { Tags = Turned(Tags) },
        12 => this with { Right = Tags, Tags = Right?.Distinct().ToArray() },
        13 => this with { Words = Words is [var one, var two, .. var rest] ? [one + two, .. rest] : Words is [] ? null : [] },
        14 => this with { Words = Words is null ? [] : [.. Words, null] },
        15 => this with { Maybe = Maybe is null ? 0 : null },
        16 => this with { Amount = Amount * 1.0m },
        17 => this with { Number = -Number },
        18 => this with { At = DateTime.SpecifyKind(At, (DateTimeKind)(((int)At.Kind + 1) % 3)) },
        _ => this with { At = At.AddTicks(1) },
    };

    // Null is made empty, empty null, and of all else the first item is taken away.
    private static int[]? Turned(int[]? items) => items is null ? [] : items.Length == 0 ? null : items[1..];

    private static int[]? Sorted(int[]? items) => items is null ? null : [.. items.Order()];

    private static bool AreSame<T>(T[]? one, T[]? other)
        where T : IEquatable<T>? =>
        one is null || other is null ? one is null && other is null : one.AsSpan().SequenceEqual(other);

    internal sealed class Part
    {
        public string?[]? Words { get; set; }

        public string? Name { get; set; }
    }
}
