namespace Interception.Benchmarks.Subjects;

/// <summary>An argument as a listing page has one: ten members.</summary>
public sealed record CityFilter(
    string Text, string Country, int Page, int PageSize, string SortBy, bool Descending, long MinPopulation, double Latitude,
    DateTime ChangedAfter, Guid Owner)
{
    public static CityFilter Example { get; } = new(
        "san", "AR", 3, 25, "Population", true, 15_000, -34.6, new DateTime(2025, 11, 3, 10, 30, 0, DateTimeKind.Utc),
        new Guid("3f2504e0-4f89-41d3-9a0c-0305e82c3301"));
}
