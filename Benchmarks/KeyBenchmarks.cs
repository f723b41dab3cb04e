using System.Globalization;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Interception.Benchmarks.Subjects;

namespace Interception.Benchmarks;

/// <summary>What it costs to name a call by its arguments, from the boxed array that an interceptor is handed.</summary>
/// <remarks>
/// The interpolated string is what a programmer writes by hand for one signature, from arguments that were never boxed.
/// JSON is what a cache writes that knows no signature.
/// </remarks>
[MemoryDiagnoser]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class KeyBenchmarks
{
    private readonly int _id = 4711;
    private readonly string _region = "eu-north";
    private readonly Guid _owner = new("3f2504e0-4f89-41d3-9a0c-0305e82c3301");
    private readonly DateTime _day = new(2025, 11, 3, 10, 30, 0, DateTimeKind.Utc);
    private readonly DayOfWeek _weekday = DayOfWeek.Monday;
    private readonly CityFilter _filter = CityFilter.Example;

    private object?[] _twoScalars = [];
    private object?[] _threeStructs = [];
    private object?[] _oneObject = [];
    private object?[] _oneArray = [];

    [GlobalSetup]
    public void Box()
    {
        _twoScalars = [_id, _region];
        _threeStructs = [_owner, _day, _weekday];
        _oneObject = [_filter];
        _oneArray = [Enumerable.Range(1_000, 100).ToArray()];
    }

    [BenchmarkCategory("1 (int, string)"), Benchmark(Baseline = true, Description = "JSON string")]
    public string TwoScalarsJson() => JsonSerializer.Serialize(_twoScalars);

    [BenchmarkCategory("1 (int, string)"), Benchmark(Description = "interpolated string")]
    public string TwoScalarsInterpolated() => string.Create(CultureInfo.InvariantCulture, $"Find:{_id}:{_region}");

    [BenchmarkCategory("2 (Guid, DateTime, enum)"), Benchmark(Baseline = true, Description = "JSON string")]
    public string ThreeStructsJson() => JsonSerializer.Serialize(_threeStructs);

    [BenchmarkCategory("2 (Guid, DateTime, enum)"), Benchmark(Description = "interpolated string")]
    public string ThreeStructsInterpolated() => string.Create(CultureInfo.InvariantCulture, $"Find:{_owner}:{_day:O}:{_weekday}");

    [BenchmarkCategory("3 object of ten members"), Benchmark(Baseline = true, Description = "JSON string")]
    public string OneObjectJson() => JsonSerializer.Serialize(_oneObject);

    [BenchmarkCategory("3 object of ten members"), Benchmark(Description = "interpolated string")]
    public string OneObjectInterpolated() => string.Create(
        CultureInfo.InvariantCulture,
        $"Find:{_filter.Text}:{_filter.Country}:{_filter.Page}:{_filter.PageSize}:{_filter.SortBy}:{_filter.Descending}:"
        + $"{_filter.MinPopulation}:{_filter.Latitude}:{_filter.ChangedAfter:O}:{_filter.Owner}");

    [BenchmarkCategory("4 int[100]"), Benchmark(Baseline = true, Description = "JSON string")]
    public string OneArrayJson() => JsonSerializer.Serialize(_oneArray);
}
