namespace Interception.Benchmarks.Subjects;

/// <summary>What the measured methods return: provably immutable, so that every cache may share it.</summary>
public sealed record City(int Id, string Name);
