using Listings.Cities;

namespace Listings.Profile;

/// <summary>Knows what every page should show after any number of edits: it reckons in memory, without the database.</summary>
/// <remarks>Version n is the data after the first n edits. Not thread-safe.</remarks>
public sealed class Truth(IReadOnlyList<City> cities, IReadOnlyList<CityEdit> edits)
{
    private const double DegreesPerDoubling = 10;

    private readonly Dictionary<int, int> _indexById =
        cities.Select((city, index) => (city.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index);

    private readonly Dictionary<int, long[]> _populations = [];
    private readonly Dictionary<(CityQuery Query, int Version), string> _contents = [];

    /// <summary>What the page of a query shows in a version, as <see cref="ViewContent"/> writes it.</summary>
    public string Content(CityQuery query, int version)
    {
        if (!_contents.TryGetValue((query, version), out string? content))
        {
            content = Reckon(query, Populations(version));
            _contents.Add((query, version), content);
        }

        return content;
    }

    private long[] Populations(int version)
    {
        if (!_populations.TryGetValue(version, out long[]? populations))
        {
            populations = [.. cities.Select(city => city.Population)];
            foreach (CityEdit edit in edits.Take(version))
            {
                populations[_indexById[edit.CityId]] = edit.Population;
            }

            _populations.Add(version, populations);
        }

        return populations;
    }

    private string Reckon(CityQuery query, long[] people)
    {
        int[] found = [.. Enumerable.Range(0, cities.Count).Where(index => IsMeant(query, cities[index]))];
        IOrderedEnumerable<int> inOrder = query.Sort switch
        {
            CitySort.Name => found.OrderBy(index => cities[index].Name, StringComparer.Ordinal),
            CitySort.Latitude => found.OrderByDescending(index => cities[index].Latitude),
            _ => found.OrderByDescending(index => people[index]),
        };
        IEnumerable<int> shown = inOrder.ThenBy(index => cities[index].Id)
            .Skip((query.Page - 1) * CityQuery.PageSize).Take(CityQuery.PageSize);
        return ViewContent.Of(
            found.Length,
            found.Sum(index => people[index]),
            shown.Select(index => (cities[index].Id, people[index], Twin(index, people))));
    }

    private static bool IsMeant(CityQuery query, City city) =>
        (query.Country is null || query.Country == city.Country)
        && (query.Text is null || city.Name.Contains(query.Text, StringComparison.OrdinalIgnoreCase));

    private int Twin(int index, long[] people)
    {
        City city = cities[index];
        double nearest = double.MaxValue;
        int twinId = 0;
        for (int i = 0; i < cities.Count; i++)
        {
            City other = cities[i];
            double distance = (Math.Abs(people[i] - people[index]) / (double)people[index])
                + (Math.Abs(other.Latitude - city.Latitude) / DegreesPerDoubling);
            bool isNearer = distance < nearest || (distance == nearest && other.Id < twinId);
            if (isNearer && other.Country != city.Country)
            {
                (nearest, twinId) = (distance, other.Id);
            }
        }

        return twinId;
    }
}
