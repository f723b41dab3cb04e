using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Corpus;

/// <summary>Where things are, and what the weather is like there: clients of other people's services.</summary>
internal sealed class PlacesTheme : ITheme
{
    public IEnumerable<Probe> Probes =>
    [
        Probe.Of<IWeatherClient>(all => all.CurrentAsync("Lund", CancellationToken.None)),
        Probe.Of<IForecasts>(all => all.ForAsync(55.7, 13.2, 3)),
        Probe.Of<IGeocoder>(all => all.FindAsync("Storgatan 1, Lund", "SE")),
        Probe.Of<IGeocoder>(all => all.FindAsync("nowhere", null)),
        Probe.Of<IReverseGeocoder>(all => all.AddressAt(new Coordinate(55.7, 13.2))),
        Probe.Of<ITimeZoneNames>(all => all.OfAsync("SE")),
        Probe.Of<IRoutes>(all => all.PlanAsync(new Coordinate(1, 2), new Coordinate(3, 4), TravelMode.Bike | TravelMode.Train)),
        Probe.Of<ISunTimes>(all => all.At(new Coordinate(55.7, 13.2), new DateOnly(2026, 6, 21))),
        Probe.Of<ICountries>(all => all.AllAsync()),
        Probe.Of<ICountries>(all => all.NeighboursAsync("SE")),
        Probe.Of<IElevations>(all => all.AlongAsync(new[] { new Coordinate(1, 2), new Coordinate(3, 4) })),
    ];

    public void Register(IServiceCollection services) => services
        .AddSingleton(_ => new HttpClient(new CannedWeather()) { BaseAddress = new Uri("https://weather.example") })
        .AddTransient<IWeatherClient, WeatherClient>()
        .AddScoped<IForecasts, Forecasts>()
        .AddScoped<IGeocoder, Geocoder>()
        .AddSingleton<IReverseGeocoder, ReverseGeocoder>()
        .AddSingleton<ITimeZoneNames, TimeZoneNames>()
        .AddScoped<IRoutes, Routes>()
        .AddTransient<ISunTimes, SunTimes>()
        .AddScoped<ICountries, Countries>()
        .AddScoped<IElevations, Elevations>();

    /// <summary>The other side of the line.</summary>
    private sealed class CannedWeather : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{ "celsius": 21.5, "sky": "clear", "wind": null }""") });
    }
}

internal sealed class Weather
{
    public double Celsius { get; init; }

    public string? Sky { get; init; }

    public double? Wind { get; init; }
}

internal interface IWeatherClient
{
    Task<Weather?> CurrentAsync(string city, CancellationToken cancellationToken);
}

internal sealed class WeatherClient(HttpClient http) : IWeatherClient
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public async Task<Weather?> CurrentAsync(string city, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<Weather>(await http.GetStringAsync(new Uri($"/{city}", UriKind.Relative), cancellationToken), Web);
}

internal sealed record ForecastDay(DateOnly Day, float High, float Low, string Summary);

internal interface IForecasts
{
    Task<ForecastDay[]> ForAsync(double latitude, double longitude, int days);
}

internal sealed class Forecasts : IForecasts
{
    public Task<ForecastDay[]> ForAsync(double latitude, double longitude, int days) => Task.FromResult(
        Enumerable.Range(0, days).Select(day => new ForecastDay(new DateOnly(2026, 5, 4).AddDays(day), 18.5f + day, float.NaN, "mild")).ToArray());
}

internal readonly record struct Coordinate(double Latitude, double Longitude);

internal interface IGeocoder
{
    Task<Coordinate?> FindAsync(string address, string? country);
}

internal sealed class Geocoder : IGeocoder
{
    public Task<Coordinate?> FindAsync(string address, string? country) =>
        Task.FromResult<Coordinate?>(country is null ? null : new Coordinate(55.7, 13.2));
}

internal interface IReverseGeocoder
{
    string AddressAt(in Coordinate place);
}

internal sealed class ReverseGeocoder : IReverseGeocoder
{
    public string AddressAt(in Coordinate place) => string.Create(CultureInfo.InvariantCulture, $"at {place.Latitude}");
}

internal interface ITimeZoneNames
{
    ValueTask<ISet<string>> OfAsync(string country);
}

internal sealed class TimeZoneNames : ITimeZoneNames
{
    public ValueTask<ISet<string>> OfAsync(string country) => new(new HashSet<string> { "Europe/Stockholm" });
}

[Flags]
internal enum TravelMode
{
    None = 0,
    Walk = 1,
    Bike = 2,
    Train = 4,
}

internal sealed record Leg(TravelMode Mode, double Kilometres, TimeSpan Takes);

internal sealed record Route
{
    public required IReadOnlyList<Leg> Legs { get; init; }

    public double Kilometres => Legs.Sum(leg => leg.Kilometres);
}

internal interface IRoutes
{
    Task<Route?> PlanAsync(Coordinate from, Coordinate to, TravelMode modes);
}

internal sealed class Routes : IRoutes
{
    public Task<Route?> PlanAsync(Coordinate from, Coordinate to, TravelMode modes) =>
        Task.FromResult<Route?>(new Route { Legs = [new(TravelMode.Bike, 4.2, TimeSpan.FromMinutes(15)), new(TravelMode.Train, 80, TimeSpan.FromHours(1))] });
}

internal interface ISunTimes
{
    (TimeOnly Rise, TimeOnly Set) At(Coordinate place, DateOnly day);
}

internal sealed class SunTimes : ISunTimes
{
    public (TimeOnly Rise, TimeOnly Set) At(Coordinate place, DateOnly day) => (new TimeOnly(4, 21), new TimeOnly(21, 53));
}

internal sealed class Country
{
    public string Code { get; init; } = "";

    public string Name { get; init; } = "";

    public long Population { get; init; }

    public string[] Languages { get; init; } = [];
}

internal interface ICountries
{
    Task<List<Country>> AllAsync();

    async Task<IReadOnlySet<string>> NeighboursAsync(string code)
    {
        List<Country> all = await AllAsync();
        return all.Select(one => one.Code).Where(one => one != code).ToHashSet();
    }
}

internal sealed class Countries : ICountries
{
    public Task<List<Country>> AllAsync() => Task.FromResult<List<Country>>(
        [new() { Code = "SE", Name = "Sweden", Population = 10_600_000, Languages = ["sv"] }, new() { Code = "NO", Name = "Norway", Languages = ["nb", "nn"] }]);
}

internal interface IElevations
{
    Task<double[]> AlongAsync(IEnumerable<Coordinate> path, IProgress<double>? progress = null, CancellationToken cancellationToken = default);

    Task<double[]> AlongAsync(Coordinate[] path) => AlongAsync(path, null, CancellationToken.None);
}

internal sealed class Elevations : IElevations
{
    public Task<double[]> AlongAsync(IEnumerable<Coordinate> path, IProgress<double>? progress, CancellationToken cancellationToken) =>
        Task.FromResult(path.Select(one => one.Latitude * 10).ToArray());
}
