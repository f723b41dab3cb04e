using System.ComponentModel;

namespace Interception.Benchmarks.Subjects;

/// <summary>What the measured methods return: provably immutable, so that every cache may share it.</summary>
/// <remarks>The attribute is for HybridCache, which can't see it of itself and would deserialize a copy for each hit.</remarks>
[ImmutableObject(true)]
public sealed record City(int Id, string Name);
