using CsCheck;
using Interception.Keys;
using Interception.Keys.Canonical;
using Interception.Tests.Support;

namespace Interception.Tests.Keys;

/// <summary>Calls that differ by next to nothing: where one argument ends, null or empty, the bits of a number.</summary>
[TestFixture, Property("Row", "R10")]
internal sealed class NearCallTests
{
    private static readonly int Count = SuiteSize.Of(reduced: 100_000, full: 10_000_000);

    // Of two different calls neither is the beginning of the other: whatever stands behind a key can't make up for it.
    [Test, Property("Failure", "K2"), Property("Failure", "K3")]
    public void WriteTo_NearMisses_AgreeOnlyWhereTheCallsDo()
    {
        KeySchema schema = KeySchema.TryCreate(
            typeof(NearCall.IMethod).GetMethod(nameof(NearCall.IMethod.Find))!, [], 1, KeyZoo.Shapes,
            new CanonicalWriters(KeyZoo.Shapes, CanonicalRules.ForKeys), type => new JsonCodec(type), out _)!;
        KeyProbe probe = KeyProbe.For(schema);
        PCG random = PCG.Parse("0N0XIzNsQ0O2");
        int same = 0;
        for (int i = 0; i < Count; i++)
        {
            (NearCall one, NearCall other) = NearCall.Pairs.Generate(random, null, out _);
            bool isSame = one.IsSame(other);
            if (isSame != AreOne(probe.Bytes(one.ToArguments(), one.VaryBy), probe.Bytes(other.ToArguments(), other.VaryBy)))
            {
                Assert.Fail($"Pair {i}: {System.Text.Json.JsonSerializer.Serialize((one, other), IncludingFields)}");
            }

            same += isSame ? 1 : 0;
        }

        Assert.That(same, Is.InRange(Count / 20, Count / 2), "pairs that are the same; without any the test would show nothing");
    }

    private static System.Text.Json.JsonSerializerOptions IncludingFields { get; } = new() { IncludeFields = true };

    private static bool AreOne(byte[] one, byte[] other) => one.AsSpan().StartsWith(other) || other.AsSpan().StartsWith(one);
}
