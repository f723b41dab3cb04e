using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Corpus;

/// <summary>A town's services, its films and its sensors.</summary>
internal sealed class CityTheme : ITheme
{
    public IEnumerable<Probe> Probes =>
    [
        Probe.Of<IClinics>(all => all.NearAsync(55.7, 13.2, 2.5)),
        Probe.Of<IVaccines>(all => all.Schedule(new DateOnly(2025, 3, 1))),
        Probe.Of<ICourses>(all => all.FindAsync("maths", 1)),
        Probe.Of<IGrades>(all => all.AverageAsync(4)),
        Probe.Of<IBookShelves>(all => all.FindAsync("9780000000001")),
        Probe.Of<IBusStops>(all => all.DelaysAsync(7)),
        Probe.Of<IWasteCalendar>(all => all.Next("Storgatan 1")),
        Probe.Of<ISensors>(all => all.ReadingsAsync(new Guid("6f9619ff-8b86-d011-b42d-00c04fc964ff"), DateTimeOffset.UnixEpoch)),
        Probe.Of<IFirmware>(all => all.LatestAsync("pump")),
        Probe.Of<IParcels>(all => all.TrackAsync("X1")),
        Probe.Of<IFilms>(all => all.NowAsync("Lund")),
        Probe.Of<IPlaylists>(all => all.FindAsync(3U)),
        Probe.Of<IPodcasts>(all => all.EpisodesAsync(new Uri("https://pod.example/feed"))),
        Probe.Of<IAutocomplete>(all => all.Suggest("lun", 3)),
        Probe.Of<IFacets>(all => all.OfAsync("bikes")),
        Probe.Of<ISpelling>(all => all.Correct("recieve")),
        Probe.Of<ISynonyms>(all => all.OfAsync("quick")),
        Probe.Of<ICharts>(all => all.SvgAsync(new double[] { 1, 2, 3 }, "#ff0000")),
    ];

    public void Register(IServiceCollection services) => services
        .AddScoped<IClinics, Clinics>().AddSingleton<IVaccines, Vaccines>().AddScoped<ICourses, Courses>().AddScoped<IGrades, Grades>()
        .AddScoped<IBookShelves, BookShelves>().AddScoped<IBusStops, BusStops>().AddTransient<IWasteCalendar, WasteCalendar>().AddScoped<ISensors, Sensors>()
        .AddScoped<IFirmware, Firmware>().AddScoped<IParcels, Parcels>().AddScoped<IFilms, Films>().AddScoped<IPlaylists, Playlists>()
        .AddScoped<IPodcasts, Podcasts>().AddSingleton<IAutocomplete, Autocomplete>().AddScoped<IFacets, Facets>().AddSingleton<ISpelling, Spelling>()
        .AddScoped<ISynonyms, Synonyms>().AddTransient<ICharts, Charts>();
}

internal sealed record OpeningHours(DayOfWeek Day, TimeOnly From, TimeOnly To);

internal sealed class Clinic
{
    public string Name { get; init; } = "";

    public IReadOnlyList<OpeningHours>? Hours { get; init; }
}

internal interface IClinics
{
    Task<Clinic[]> NearAsync(double latitude, double longitude, double kilometres);
}

internal sealed class Clinics : IClinics
{
    public Task<Clinic[]> NearAsync(double latitude, double longitude, double kilometres) =>
        Task.FromResult<Clinic[]>([new() { Name = "North", Hours = [new(DayOfWeek.Monday, new TimeOnly(8, 0), new TimeOnly(17, 0))] }, new() { Name = "South" }]);
}

internal interface IVaccines
{
    ImmutableSortedDictionary<DateOnly, string> Schedule(DateOnly born);
}

internal sealed class Vaccines : IVaccines
{
    public ImmutableSortedDictionary<DateOnly, string> Schedule(DateOnly born) =>
        ImmutableSortedDictionary<DateOnly, string>.Empty.Add(born.AddMonths(3), "DTP").Add(born.AddMonths(18), "MMR");
}

internal sealed record Course(string Code, string Name, ImmutableHashSet<string> Teachers);

internal interface ICourses
{
    Task<Slice<Course>> FindAsync(string text, int page);
}

internal sealed class Courses : ICourses
{
    public Task<Slice<Course>> FindAsync(string text, int page) => Task.FromResult(new Slice<Course>([new("M1", "Maths", ["Ada", "Emmy"])], null));
}

internal interface IGrades
{
    Task<float> AverageAsync(int pupil);
}

internal sealed class Grades : IGrades
{
    public async Task<float> AverageAsync(int pupil)
    {
        await Task.Yield();
        return 0.1f + pupil;
    }
}

internal struct Shelf
{
    public int Floor { get; set; }

    public string? Mark { get; set; }
}

internal interface IBookShelves
{
    Task<Shelf> FindAsync(string isbn);
}

internal sealed class BookShelves : IBookShelves
{
    public Task<Shelf> FindAsync(string isbn) => Task.FromResult(new Shelf { Floor = 2, Mark = "Qa" });
}

internal interface IBusStops
{
    ValueTask<Dictionary<string, TimeSpan?>> DelaysAsync(int line);
}

internal sealed class BusStops : IBusStops
{
    public ValueTask<Dictionary<string, TimeSpan?>> DelaysAsync(int line) => new(new Dictionary<string, TimeSpan?> { ["Square"] = TimeSpan.FromMinutes(3), ["Park"] = null });
}

internal interface IWasteCalendar
{
    DateOnly? Next(string address);
}

internal sealed class WasteCalendar(TimeProvider clock) : IWasteCalendar
{
    public DateOnly? Next(string address) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(2);
}

internal readonly record struct Reading(DateTimeOffset At, double Value);

internal interface ISensors
{
    Task<List<Reading>> ReadingsAsync(Guid sensor, DateTimeOffset since);
}

internal sealed class Sensors(ILogger<Sensors> logger) : ISensors
{
    public Task<List<Reading>> ReadingsAsync(Guid sensor, DateTimeOffset since)
    {
        logger.LogTrace("Reading {Sensor}", sensor);
        return Task.FromResult<List<Reading>>([new(since, -0.0), new(since.AddHours(1), double.NaN)]);
    }
}

internal sealed record Release(Version Version, Uri Download, byte[] Checksum);

internal interface IFirmware
{
    Task<Release?> LatestAsync(string device);
}

internal sealed class Firmware : IFirmware
{
    public Task<Release?> LatestAsync(string device) =>
        Task.FromResult<Release?>(new Release(new Version(2, 0, 1), new Uri("https://fw.example/2.0.1"), [1, 2, 0]));
}

[System.Text.Json.Serialization.JsonDerivedType(typeof(HandedOver))]
internal record ParcelStep(string Place);

internal sealed record HandedOver(string Place, string To) : ParcelStep(Place);

internal interface IParcels
{
    Task<IReadOnlyList<ParcelStep>> TrackAsync(string number);
}

internal sealed class Parcels : IParcels
{
    public Task<IReadOnlyList<ParcelStep>> TrackAsync(string number) => Task.FromResult<IReadOnlyList<ParcelStep>>([new("Hub"), new HandedOver("Door", "Ann")]);
}

internal sealed class Film
{
    public string Title { get; set; } = "";

    public TimeSpan? Length { get; set; }

    public IEnumerable<string> Cast { get; set; } = [];

    public IDictionary<string, Film?> Related { get; set; } = new Dictionary<string, Film?>();
}

internal interface IFilms
{
    Task<ICollection<Film>> NowAsync(string city);
}

internal sealed class Films : IFilms
{
    public Task<ICollection<Film>> NowAsync(string city) => Task.FromResult<ICollection<Film>>(
        [new() { Title = "One", Length = TimeSpan.FromMinutes(99), Cast = ["A", "B"], Related = { ["sequel"] = new() { Title = "Two" }, ["none"] = null } }]);
}

internal sealed class Playlist
{
    private readonly List<string> _tracks;

    public Playlist(uint id, IEnumerable<string> tracks) => (Id, _tracks) = (id, [.. tracks]);

    public uint Id { get; }

    public IEnumerable<string> Tracks => _tracks.AsReadOnly();
}

internal interface IPlaylists
{
    Task<Playlist?> FindAsync(uint id);
}

internal sealed class Playlists : IPlaylists
{
    public Task<Playlist?> FindAsync(uint id) => Task.FromResult<Playlist?>(new Playlist(id, ["a", "b"]));
}

internal sealed record Episode(string Title, Uri Audio, TimeSpan Length, DateTimeOffset? PublishedAt = null);

internal interface IPodcasts
{
    Task<IReadOnlyList<Episode>> EpisodesAsync(Uri feed);
}

internal sealed class Podcasts : IPodcasts
{
    public Task<IReadOnlyList<Episode>> EpisodesAsync(Uri feed) => Task.FromResult<IReadOnlyList<Episode>>([new("1", new Uri(feed, "1.mp3"), TimeSpan.FromHours(1))]);
}

internal interface IAutocomplete
{
    string[] Suggest(string prefix, int count);
}

internal sealed class Autocomplete : IAutocomplete
{
    public string[] Suggest(string prefix, int count) => [.. new[] { "lund", "lunch", "lung", "lunar" }.Where(one => one.StartsWith(prefix, StringComparison.Ordinal)).Take(count)];
}

internal sealed record Facet(string Name, SortedDictionary<string, int> Counts);

internal interface IFacets
{
    Task<Facet[]> OfAsync(string category);
}

internal sealed class Facets : IFacets
{
    public Task<Facet[]> OfAsync(string category) => Task.FromResult<Facet[]>([new("colour", new() { ["red"] = 3, ["blue"] = 1 })]);
}

internal interface ISpelling
{
    string? Correct(string word);
}

internal sealed class Spelling : ISpelling
{
    public string? Correct(string word) => word.Replace("ie", "ei", StringComparison.Ordinal);
}

internal interface ISynonyms
{
    Task<IReadOnlySet<string>> OfAsync(string word);
}

internal sealed class Synonyms : ISynonyms
{
    public Task<IReadOnlySet<string>> OfAsync(string word) => Task.FromResult<IReadOnlySet<string>>(new HashSet<string>(StringComparer.Ordinal) { "fast", "swift" });
}

internal interface ICharts
{
    Task<string> SvgAsync(double[] values, string colour, int width = 300);

    Task<string> SvgAsync(double[] values, string colour) => SvgAsync(values, colour, 300);
}

internal sealed class Charts : ICharts
{
    public Task<string> SvgAsync(double[] values, string colour, int width)
    {
        var svg = new StringBuilder("<svg>");
        foreach (double value in values)
        {
            svg.Append(FormattableString.Invariant($"<rect height='{value}' fill='{colour}'/>"));
        }

        return Task.FromResult(svg.Append("</svg>").ToString());
    }
}
