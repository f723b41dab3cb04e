namespace Interception.Benchmarks.Subjects;

/// <summary>The key that a programmer writes by hand.</summary>
internal readonly record struct CityKey(int Id, string Region);
