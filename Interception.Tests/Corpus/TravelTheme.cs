using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Corpus;

/// <summary>Timetables, seats and rooms.</summary>
internal sealed class TravelTheme : ITheme
{
    public IEnumerable<Probe> Probes =>
    [
        Probe.Of<IFlights>(all => all.SearchAsync(new FlightQuery("ARN", "LIS", new DateOnly(2026, 7, 1)) { Cabin = Cabin.Business }, CancellationToken.None)),
        Probe.Of<IHotels>(all => all.FindAsync(new StayQuery { City = "Lund", Nights = 3, Amenities = new HashSet<string> { "wifi", "sauna" } })),
        Probe.Of<ISeatMaps>(all => all.OfAsync("SK1829")),
        Probe.Of<ITimetables>(all => all.DeparturesAsync("Lund C", new TimeOnly(8, 0), 3)),
        Probe.Of<IAirports>(all => all.All()),
        Probe.Of<IAirports>(all => all.Find("ARN")),
        Probe.Of<IVisaRules>(all => all.ForAsync("SE", "JP")),
        Probe.Of<ICarHire>(all => all.OffersAsync(new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.FromHours(1)), TimeSpan.FromDays(7))),
        Probe.Of<ILuggageRules>(all => all.Allowance("SK", Cabin.Economy)),
        Probe.Of<IFerries>(all => all.CrossingsAsync("YST", "RON")),
        Probe.Of<IFares>(all => all.LowestAsync("ARN", "LIS", null)),
    ];

    public void Register(IServiceCollection services) => services
        .AddScoped<IFlights, Flights>().AddScoped<IHotels, Hotels>().AddScoped<ISeatMaps, SeatMaps>().AddScoped<ITimetables, Timetables>()
        .AddSingleton<IAirports, Airports>().AddScoped<IVisaRules, VisaRules>().AddTransient<ICarHire, CarHire>().AddSingleton<ILuggageRules, LuggageRules>()
        .AddScoped<IFerries>(_ => new Ferries()).AddSingleton<IFares>(new Fares());
}

public enum Cabin
{
    Economy,
    Business,
}

public sealed record FlightQuery(string From, string To, DateOnly Day)
{
    public Cabin Cabin { get; init; }

    /// <summary>For the logs; no flight depends on it.</summary>
    [KeyIgnore]
    public string? Trace { get; init; }
}

public sealed record Flight(string Number, DateTimeOffset Departs, DateTimeOffset Arrives, IReadOnlyList<string> Stops)
{
    public TimeSpan Takes => Arrives - Departs;
}

public interface IFlights
{
    Task<IReadOnlyList<Flight>> SearchAsync(FlightQuery query, CancellationToken cancellationToken);

    [NotCached]
    Task<string> BookAsync(string number, string passenger, CancellationToken cancellationToken);
}

internal sealed class Flights : IFlights
{
    public Task<IReadOnlyList<Flight>> SearchAsync(FlightQuery query, CancellationToken cancellationToken)
    {
        var departs = new DateTimeOffset(query.Day, new TimeOnly(9, 5), TimeSpan.FromHours(2));
        return Task.FromResult<IReadOnlyList<Flight>>([new("SK1829", departs, departs.AddHours(4), ["CPH"]), new("TP781", departs, departs.AddHours(4.5), [])]);
    }

    public Task<string> BookAsync(string number, string passenger, CancellationToken cancellationToken) => Task.FromResult("K7X2");
}

internal sealed class StayQuery
{
    public required string City { get; set; }

    public int Nights { get; set; } = 1;

    public ISet<string> Amenities { get; set; } = new HashSet<string>();
}

internal sealed class Hotel
{
    public string Name { get; set; } = "";

    public float Stars { get; set; }

    public Room[] Rooms { get; set; } = [];

    public sealed class Room
    {
        public int Beds { get; set; }

        public decimal Price { get; set; }
    }
}

internal interface IHotels
{
    Task<List<Hotel>> FindAsync(StayQuery query);
}

internal sealed class Hotels : IHotels
{
    public Task<List<Hotel>> FindAsync(StayQuery query) =>
        Task.FromResult<List<Hotel>>([new() { Name = "Grand", Stars = 4.5f, Rooms = [new() { Beds = 2, Price = 99m * query.Nights }] }]);
}

/// <summary>Rows of seats, each in a class of its own.</summary>
internal sealed record SeatRow(int Number, bool[] Free);

internal sealed record SeatMap(string Flight, List<SeatRow> Rows);

internal interface ISeatMaps
{
    Task<SeatMap?> OfAsync(string flight);
}

internal sealed class SeatMaps : ISeatMaps
{
    public Task<SeatMap?> OfAsync(string flight) => Task.FromResult<SeatMap?>(new SeatMap(flight, [new(1, [true, false]), new(2, [])]));
}

internal readonly record struct Departure(TimeOnly At, string To, string? Platform);

internal interface ITimetables
{
    Task<IEnumerable<Departure>> DeparturesAsync(string station, TimeOnly after, int count);
}

internal sealed class Timetables : ITimetables
{
    public Task<IEnumerable<Departure>> DeparturesAsync(string station, TimeOnly after, int count) =>
        Task.FromResult(Enumerable.Range(1, count).Select(index => new Departure(after.AddMinutes(10 * index), "Malmö C", index == 1 ? null : "4")));
}

internal class Place
{
    public string Name { get; init; } = "";

    public double? Latitude { get; init; }
}

internal sealed class Airport : Place
{
    public required string Iata { get; init; }

    public string? Icao { get; init; }
}

internal interface IAirports
{
    IReadOnlyCollection<Airport> All();

    Airport? Find(string iata) => All().FirstOrDefault(one => one.Iata == iata);
}

internal sealed class Airports : IAirports
{
    public IReadOnlyCollection<Airport> All() => [new Airport { Iata = "ARN", Name = "Arlanda", Latitude = 59.65 }, new Airport { Iata = "LIS", Icao = "LPPT" }];
}

internal enum VisaNeed
{
    None,
    OnArrival,
    Before,
}

internal interface IVisaRules
{
    Task<(VisaNeed Need, TimeSpan? MaxStay, string[] Documents)> ForAsync(string passport, string country);
}

internal sealed class VisaRules : IVisaRules
{
    public Task<(VisaNeed Need, TimeSpan? MaxStay, string[] Documents)> ForAsync(string passport, string country) =>
        Task.FromResult((VisaNeed.None, (TimeSpan?)TimeSpan.FromDays(90), new[] { "passport" }));
}

internal interface ICarHire
{
    ValueTask<Offer<string>[]> OffersAsync(DateTimeOffset from, TimeSpan length);
}

internal sealed record Offer<T>(T Item, decimal Price);

internal sealed class CarHire : ICarHire
{
    public ValueTask<Offer<string>[]> OffersAsync(DateTimeOffset from, TimeSpan length) => new([new Offer<string>("small", 20m * length.Days)]);
}

internal interface ILuggageRules
{
    (int Bags, double Kilograms)? Allowance(string airline, Cabin cabin);
}

internal sealed class LuggageRules : ILuggageRules
{
    public (int Bags, double Kilograms)? Allowance(string airline, Cabin cabin) => (1, 23.0);
}

internal interface IFerries
{
    Task<Departure[]> CrossingsAsync(string from, string to);
}

internal sealed class Ferries : IFerries
{
    public Task<Departure[]> CrossingsAsync(string from, string to) => Task.FromResult<Departure[]>([new(new TimeOnly(8, 30), to, null)]);
}

internal interface IFares
{
    Task<decimal?> LowestAsync(string from, string to, DateOnly? day);
}

internal sealed class Fares : IFares
{
    public Task<decimal?> LowestAsync(string from, string to, DateOnly? day) => Task.FromResult<decimal?>(day is null ? 79.00m : null);
}
