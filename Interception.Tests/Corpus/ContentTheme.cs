using System.Collections.Immutable;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Corpus;

/// <summary>What stands on a website's pages.</summary>
internal sealed class ContentTheme : ITheme
{
    public IEnumerable<Probe> Probes =>
    [
        Probe.Of<ICmsPages>(all => all.FindAsync("/about", "en", CancellationToken.None)),
        Probe.Of<ICmsPages>(all => all.PathsAsync(CancellationToken.None)),
        Probe.Of<IMenus>(all => all.Main("en")),
        Probe.Of<IArticles>(all => all.LatestAsync(2, null)),
        Probe.Of<ITranslations>(all => all.Of("sv")),
        Probe.Of<ITranslations>(all => all.Text("sv", "hello")),
        Probe.Of<ITagCloud>(all => all.WeightsAsync()),
        Probe.Of<IBanners>(all => all.ForAsync(new Audience { Country = "SE", Ages = new Range<int>(18, 35) })),
        Probe.Of<IQuestions>(all => all.ByTopicAsync()),
        Probe.Of<IMarkdown>(all => all.ToHtml("# Title")),
        Probe.Of<ISitemap>(all => all.EntriesAsync()),
        Probe.Of<IEditorialCalendar>(all => all.MonthAsync(2026, 5)),
        Probe.Of<IRedirects>(all => all.Find(new Uri("https://example.org/old"))),
        Probe.Of<ITemplates>(all => all.FindAsync("welcome")),
    ];

    public void Register(IServiceCollection services) => services
        .AddMemoryCache()
        .AddScoped<ICmsPages, CmsPages>().AddSingleton<IMenus, Menus>().AddScoped<IArticles, Articles>().AddSingleton<ITranslations, Translations>()
        .AddScoped<ITagCloud, TagCloud>().AddScoped<IBanners, Banners>().AddScoped<IQuestions, Questions>().AddSingleton<IMarkdown, Markdown>()
        .AddScoped<ISitemap, Sitemap>().AddScoped<IEditorialCalendar, EditorialCalendar>().AddSingleton<IRedirects, Redirects>().AddScoped<ITemplates, Templates>();
}

public record Block(string Kind, string Text);

public sealed class CmsPage
{
    private readonly List<Block> _blocks = [];

    public CmsPage(string path, string title) => (Path, Title) = (path, title);

    public string Path { get; }

    public string Title { get; private set; }

    public DateTime? PublishedAt { get; set; }

    public IReadOnlyList<Block> Blocks => _blocks;

    public CmsPage With(Block block)
    {
        _blocks.Add(block);
        return this;
    }

    public void Rename(string title) => Title = title;
}

public interface ICmsPages
{
    Task<CmsPage?> FindAsync(string path, string language, CancellationToken cancellationToken);

    Task<ImmutableArray<string>> PathsAsync(CancellationToken cancellationToken);

    Task PublishAsync(string path);
}

internal sealed class CmsPages : ICmsPages
{
    public Task<CmsPage?> FindAsync(string path, string language, CancellationToken cancellationToken) =>
        Task.FromResult<CmsPage?>(new CmsPage(path, "About us").With(new Block("text", "We are.")).With(new Block("image", "a.png")));

    public Task<ImmutableArray<string>> PathsAsync(CancellationToken cancellationToken) => Task.FromResult(ImmutableArray.Create("/", "/about"));

    public Task PublishAsync(string path) => Task.CompletedTask;
}

internal sealed record MenuItem(string Text, string Link, ImmutableList<MenuItem> Items);

internal interface IMenus
{
    MenuItem Main(string language);
}

internal sealed class Menus(IMemoryCache memory) : IMenus
{
    public MenuItem Main(string language) =>
        memory.GetOrCreate(("menu", language), _ => new MenuItem("Home", "/", [new("About", "/about", []), new("Shop", "/shop", [])]))!;
}

internal sealed class Article
{
    public int Id { get; init; }

    public required string Title { get; init; }

    public string[] Tags { get; init; } = [];

    public Author? Author { get; init; }
}

internal sealed class Author
{
    public string Name { get; init; } = "";

    public Dictionary<string, Uri> Links { get; init; } = [];
}

internal interface IArticles
{
    Task<IEnumerable<Article>> LatestAsync(int count, string? tag);
}

internal sealed class Articles : IArticles
{
    public async Task<IEnumerable<Article>> LatestAsync(int count, string? tag)
    {
        await Task.Yield();
        return [new() { Id = 1, Title = "One", Tags = ["a"], Author = new() { Name = "Eve", Links = { ["home"] = new("https://eve.example") } } }, new() { Id = 2, Title = "Two" }];
    }
}

internal interface ITranslations
{
    IReadOnlyDictionary<string, string> Of(string language);

    string Text(string language, string key) => Of(language).GetValueOrDefault(key, key);
}

internal sealed class Translations : ITranslations
{
    public IReadOnlyDictionary<string, string> Of(string language) => new Dictionary<string, string> { ["hello"] = "hej", ["bye"] = "hej då" };
}

internal interface ITagCloud
{
    Task<ImmutableSortedDictionary<string, double>> WeightsAsync();
}

internal sealed class TagCloud : ITagCloud
{
    public Task<ImmutableSortedDictionary<string, double>> WeightsAsync() =>
        Task.FromResult(ImmutableSortedDictionary<string, double>.Empty.Add("net", 0.7).Add("cache", 0.3));
}

internal readonly record struct Range<T>(T From, T To);

internal sealed class Audience
{
    public string? Country { get; init; }

    public Range<int>? Ages { get; init; }
}

internal sealed record Banner(string Image, string Link, Range<DateOnly> Runs);

internal interface IBanners
{
    Task<Banner?> ForAsync(Audience audience);
}

internal sealed class Banners : IBanners
{
    public Task<Banner?> ForAsync(Audience audience) =>
        Task.FromResult<Banner?>(new Banner("b.png", "/sale", new(new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1))));
}

internal sealed record Topic(string Name, List<(string Question, string Answer)> Entries);

internal interface IQuestions
{
    Task<List<Topic>> ByTopicAsync();
}

internal sealed class Questions : IQuestions
{
    public Task<List<Topic>> ByTopicAsync() => Task.FromResult<List<Topic>>([new("Returns", [("May I?", "You may."), ("How long?", "30 days.")])]);
}

internal interface IMarkdown
{
    string ToHtml(string markdown);
}

internal sealed class Markdown : IMarkdown
{
    public string ToHtml(string markdown) => $"<h1>{markdown.TrimStart('#', ' ')}</h1>";
}

internal enum ChangeFrequency
{
    Daily,
    Weekly,
}

internal readonly record struct SitemapEntry(Uri Address, DateOnly ChangedOn, ChangeFrequency Frequency);

internal interface ISitemap
{
    ValueTask<IReadOnlyList<SitemapEntry>> EntriesAsync();
}

internal sealed class Sitemap : ISitemap
{
    public ValueTask<IReadOnlyList<SitemapEntry>> EntriesAsync() =>
        new([new SitemapEntry(new Uri("https://example.org/"), new DateOnly(2026, 5, 1), ChangeFrequency.Daily)]);
}

internal sealed class CalendarMonth
{
    public int Year { get; init; }

    public int Month { get; init; }

    /// <summary>What is planned, by day; a wrapper holds the list of a day.</summary>
    public Dictionary<int, CalendarDay> Days { get; init; } = [];
}

internal sealed class CalendarDay
{
    public List<string> Titles { get; init; } = [];
}

internal interface IEditorialCalendar
{
    Task<CalendarMonth> MonthAsync(int year, int month);
}

internal sealed class EditorialCalendar : IEditorialCalendar
{
    public Task<CalendarMonth> MonthAsync(int year, int month) =>
        Task.FromResult(new CalendarMonth { Year = year, Month = month, Days = { [4] = new() { Titles = ["May the fourth"] }, [5] = new() } });
}

internal interface IRedirects
{
    Uri? Find(Uri address);
}

internal sealed class Redirects : IRedirects
{
    public Uri? Find(Uri address) => new("https://example.org/new");
}

internal interface ITemplates
{
    ValueTask<string?> FindAsync(string name);
}

internal sealed class Templates : ITemplates
{
    public ValueTask<string?> FindAsync(string name) => ValueTask.FromResult<string?>("Dear {name}");
}
