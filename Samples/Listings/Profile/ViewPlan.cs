using Listings.Cities;

namespace Listings.Profile;

/// <summary>Who looks at what, in which order, and what is edited in between. One seed makes one plan.</summary>
/// <remarks>Popularity follows Zipf's law: the page of rank n is looked at 1/n times as often as the first.</remarks>
public sealed class ViewPlan
{
    private const int CountryCount = 7;
    private const int EditedCityCount = 150;
    private const double EditShare = 0.015;
    private static readonly string[] Texts = ["san", "new", "ville"];
    private static readonly TimeSpan UsualPause = TimeSpan.FromMilliseconds(240);

    private readonly Random _random;
    private readonly City[] _edited;
    private readonly CityQuery[] _pool;
    private readonly double[] _weights;
    private readonly TimeSpan _longestPause;

    private ViewPlan(int seed, IReadOnlyCollection<City> cities, int pageLimit, TimeSpan longestPause)
    {
        _longestPause = longestPause;
        _random = new Random(seed);
        _edited = [.. cities.OrderByDescending(city => city.Population).Take(EditedCityCount)];
        _pool = [.. Pages(cities).Take(pageLimit)];
        _random.Shuffle(_pool.AsSpan(1)); // the front page stays the most popular one
        _weights = [.. _pool.Select((_, index) => 1.0 / (index + 1))];
    }

    /// <summary>The views of each client.</summary>
    public IReadOnlyList<IReadOnlyList<PlannedView>> Clients { get; private init; } = [];

    /// <summary>The different pages, the most popular one first.</summary>
    public IReadOnlyList<CityQuery> AllPages => _pool;

    /// <summary>How many different pages are looked at, at most.</summary>
    public int PageCount => _pool.Length;

    /// <summary>Makes a plan.</summary>
    /// <param name="seed">The same seed makes the same plan.</param>
    /// <param name="cities">All cities.</param>
    /// <param name="clients">How many look at once.</param>
    /// <param name="viewsPerClient">How many pages each looks at.</param>
    /// <param name="pageLimit">How many different pages there are to look at, where that is fewer than it would be.</param>
    /// <param name="longestPause">The longest pause between two views of a client; a quarter of a second, about, if nothing is said.</param>
    public static ViewPlan Create(
        int seed, IReadOnlyCollection<City> cities, int clients, int viewsPerClient, int pageLimit = int.MaxValue, TimeSpan? longestPause = null)
    {
        var plan = new ViewPlan(seed, cities, pageLimit, longestPause ?? UsualPause);
        return new ViewPlan(seed, cities, pageLimit, longestPause ?? UsualPause)
        {
            Clients = [.. Enumerable.Range(0, clients).Select(_ => plan.NextViews(viewsPerClient))],
        };
    }

    private static IEnumerable<CityQuery> Pages(IReadOnlyCollection<City> cities) =>
    [
        new(),
        new(Page: 2),
        new(Sort: CitySort.Name),
        new(Sort: CitySort.Latitude),
        .. cities.CountBy(city => city.Country).OrderByDescending(country => country.Value).ThenBy(country => country.Key)
            .Take(CountryCount).Select(country => new CityQuery(country.Key)),
        .. Texts.Select(text => new CityQuery(Text: text)),
    ];

    private PlannedView[] NextViews(int count) => [.. Enumerable.Range(0, count).Select(_ => NextView())];

    private PlannedView NextView() => new(
        NextQuery(), _longestPause * _random.NextDouble(), _random.NextDouble() < EditShare ? NextEdit() : null);

    private CityQuery NextQuery()
    {
        double left = _random.NextDouble() * _weights.Sum();
        int index = 0;
        while (index < _pool.Length - 1 && left >= _weights[index])
        {
            left -= _weights[index++];
        }

        return _pool[index];
    }

    private CityEdit NextEdit()
    {
        City city = _edited[_random.Next(_edited.Length)];
        return new CityEdit(city.Id, (long)(city.Population * (0.7 + (0.6 * _random.NextDouble()))));
    }
}
