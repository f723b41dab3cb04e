using System.Reflection;
using Interception.Keys;
using Interception.Keys.Canonical;
using Interception.Keys.Types;

namespace Interception.Tests.Keys;

/// <summary>Methods to make keys for.</summary>
internal static class KeyZoo
{
    public enum Color : short
    {
        Red,
        Green,
    }

    public sealed record Filter
    {
        public string? Text { get; set; }

        public List<int> Ids { get; set; } = [];

        [KeyIgnore]
        public string? Trace { get; set; }

        public double? Limit { get; set; }
    }

    public sealed class Tricky
    {
        public int Number { get; set; }

        internal int Hidden { get; set; }
    }

    public interface IMethods
    {
        void None();

        void Pair(int id, string? region);

        void Scalars(
            bool a, byte b, short c, float d, double e, decimal f,
            Guid g, DateTime h, DateTimeOffset i, Color j, nint k, Int128 l);

        void Nullables(int? a, decimal? b, DateTimeOffset? c, Color? d);

        void Encoded(Filter? filter, byte[]? bytes, string[]? words);

        void Tricked(Tricky tricky);

        void Set(HashSet<string> names);

        void ByIn(in int id, in decimal price);

        void Skipping(
            [KeyIgnore] object log,
            int id,
            IProgress<int> progress,
            string traceId,
            CancellationToken? other,
            CancellationToken token);

        void Bad(object anything);

        void Sequence(IReadOnlyCollection<int> numbers);
    }

    public static readonly TypeShapes Shapes = new();

    private static readonly CanonicalWriters Writers = new(Shapes, CanonicalRules.ForKeys);

    /// <summary>Arguments for <see cref="IMethods.Scalars"/>.</summary>
    public static object?[] ScalarArguments() =>
    [
        true, (byte)1, (short)2, 3f, 4.0, 5.0m, new Guid(6, 0, 0, new byte[8]), new DateTime(7, DateTimeKind.Utc),
        new DateTimeOffset(2025, 1, 1, 12, 0, 0, TimeSpan.Zero), Color.Green, (nint)8, (Int128)9,
    ];

    public static MethodInfo Method(string name) => typeof(IMethods).GetMethod(name)!;

    public static KeySchema Schema(string name, int varyByCount = 0, params string[] ignore) =>
        TrySchema(name, out string? problem, varyByCount, ignore) ?? throw new InvalidOperationException(problem);

    public static KeySchema? TrySchema(string name, out string? problem, int varyByCount = 0, params string[] ignore) =>
        KeySchema.TryCreate(Method(name), ignore, varyByCount, Shapes, Writers, type => new JsonCodec(type), out problem);
}
