using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Corpus;

/// <summary>Flags, settings and figures by which an application is run.</summary>
internal sealed class OperationsTheme : ITheme
{
    public IEnumerable<Probe> Probes =>
    [
        Probe.Of<IFeatureFlags>(all => all.IsOn("checkout", "SE")),
        Probe.Of<IFeatureFlags>(all => all.AllAsync(CancellationToken.None)),
        Probe.Of<ISiteSettings>(all => all.Current()),
        Probe.Of<IExperiments>(all => all.VariantAsync("button", 5UL)),
        Probe.Of<ITenantSettings>(all => all.OfAsync(new Guid("6f9619ff-8b86-d011-b42d-00c04fc964ff"))),
        Probe.Of<IQuotas>(all => all.LeftAsync("free", QuotaKind.Requests)),
        Probe.Of<IMaintenanceWindows>(all => all.NextAsync()),
        Probe.Of<ILicences>(all => all.Check("ABC-123")),
        Probe.Of<ISalesReport>(all => all.ByMonthAsync(2026, CancellationToken.None)),
        Probe.Of<IKpiBoard>(all => all.TodayAsync()),
        Probe.Of<ITopCustomers>(all => all.OfAsync(Period.Month, 3)),
        Probe.Of<IFunnels>(all => all.StepsAsync("signup")),
        Probe.Of<ICohorts>(all => all.RetentionAsync(new DateOnly(2026, 1, 1))),
        Probe.Of<IAuditTrail>(all => all.PageAsync(null, 2)),
        Probe.Of<IAuditTrail>(all => all.UpdatesSinceAsync(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))),
        Probe.Of<IJobBoard>(all => all.ByState()),
        Probe.Of<IWriteOffs>(all => all.WriteOffsOfAsync(2025)),
    ];

    public void Register(IServiceCollection services)
    {
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Flags:checkout", "true")]).Build());
        services.AddOptions<SiteOptions>().Configure(options => options.Name = "Shop");
        services.AddSingleton<IFeatureFlags, FeatureFlags>().AddSingleton<ISiteSettings, SiteSettings>().AddScoped<IExperiments, Experiments>()
            .AddScoped<ITenantSettings, TenantSettings>().AddScoped<IQuotas, Quotas>().AddScoped<IMaintenanceWindows, MaintenanceWindows>()
            .AddTransient<ILicences, Licences>().AddScoped<ISalesReport, SalesReport>().AddScoped<IKpiBoard, KpiBoard>()
            .AddScoped<ITopCustomers, TopCustomers>().AddScoped<IFunnels, Funnels>().AddScoped<ICohorts, Cohorts>().AddScoped<IAuditTrail, AuditTrail>()
            .AddSingleton<IJobBoard, JobBoard>().AddScoped<IWriteOffs, WriteOffs>();
    }
}

public interface IFeatureFlags
{
    bool IsOn(string flag, string? country = null);

    Task<ConcurrentDictionary<string, bool>> AllAsync(CancellationToken cancellationToken = default);
}

internal sealed class FeatureFlags(IConfiguration configuration) : IFeatureFlags
{
    public bool IsOn(string flag, string? country) => configuration[$"Flags:{flag}"] == "true";

    public Task<ConcurrentDictionary<string, bool>> AllAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new ConcurrentDictionary<string, bool> { ["checkout"] = IsOn("checkout", null) });
}

internal sealed class SiteOptions
{
    public string Name { get; set; } = "";
}

internal sealed record SiteSettingsView(string Name, IReadOnlyList<string> Languages);

internal interface ISiteSettings
{
    SiteSettingsView Current();
}

internal sealed class SiteSettings(IOptionsMonitor<SiteOptions> options) : ISiteSettings
{
    public SiteSettingsView Current() => new(options.CurrentValue.Name, ["en", "sv"]);
}

internal interface IExperiments
{
    ValueTask<char> VariantAsync(string experiment, ulong userId);
}

internal sealed class Experiments : IExperiments
{
    public ValueTask<char> VariantAsync(string experiment, ulong userId) => new(userId % 2 == 0 ? 'A' : 'B');
}

internal sealed class Tenant
{
    public Guid Id { get; set; }

    public string? Name { get; set; }

    public TimeSpan SessionLength { get; set; } = TimeSpan.FromMinutes(30);

    public List<Guid> Admins { get; set; } = [];
}

internal interface ITenantSettings
{
    Task<Tenant?> OfAsync(Guid id);
}

internal sealed class TenantSettings(ILoggerFactory loggers) : ITenantSettings
{
    public Task<Tenant?> OfAsync(Guid id)
    {
        loggers.CreateLogger("tenants").LogTrace("Asked");
        return Task.FromResult<Tenant?>(new Tenant { Id = id, Admins = [Guid.Empty, id] });
    }
}

internal enum QuotaKind : short
{
    Requests,
    Storage,
}

internal interface IQuotas
{
    Task<long> LeftAsync(string plan, QuotaKind kind);

    [NotCached]
    Task<long> TakeAsync(string plan, QuotaKind kind, long amount);
}

internal sealed class Quotas : IQuotas
{
    public Task<long> LeftAsync(string plan, QuotaKind kind) => Task.FromResult(long.MaxValue - 1);

    public Task<long> TakeAsync(string plan, QuotaKind kind, long amount) => Task.FromResult(amount);
}

internal readonly record struct Window(DateTimeOffset From, DateTimeOffset To);

internal interface IMaintenanceWindows
{
    Task<Window?> NextAsync();
}

internal sealed class MaintenanceWindows(TimeProvider clock) : IMaintenanceWindows
{
    public Task<Window?> NextAsync() => Task.FromResult<Window?>(new Window(clock.GetUtcNow().AddDays(1), clock.GetUtcNow().AddDays(1).AddHours(2)));
}

internal interface ILicences
{
    Verdict<string> Check(string key);
}

internal sealed class Licences : ILicences
{
    public Verdict<string> Check(string key) => new(key, null);
}

internal sealed record MonthFigures(int Orders, decimal Revenue, decimal? Returned);

internal interface ISalesReport
{
    Task<SortedDictionary<int, MonthFigures>> ByMonthAsync(int year, CancellationToken cancellationToken);
}

internal sealed class SalesReport : ISalesReport
{
    public Task<SortedDictionary<int, MonthFigures>> ByMonthAsync(int year, CancellationToken cancellationToken) =>
        Task.FromResult(new SortedDictionary<int, MonthFigures> { [1] = new(3, 120.50m, null), [2] = new(0, 0m, 0.00m) });
}

internal sealed class Kpis
{
    public double Conversion { get; init; } = double.NaN;

    public int? Visitors { get; init; }

    public DayOfWeek Best { get; init; }

    public Kpis? LastWeek { get; init; }
}

internal interface IKpiBoard
{
    Task<Kpis> TodayAsync();
}

internal sealed class KpiBoard : IKpiBoard
{
    public Task<Kpis> TodayAsync() => Task.FromResult(new Kpis { Conversion = 0.031, Best = DayOfWeek.Friday, LastWeek = new Kpis { Visitors = 7 } });
}

internal enum Period
{
    Week,
    Month,
}

internal interface ITopCustomers
{
    Task<(int CustomerId, decimal Revenue)[]> OfAsync(Period period, int count);
}

internal sealed class TopCustomers : ITopCustomers
{
    public Task<(int CustomerId, decimal Revenue)[]> OfAsync(Period period, int count) =>
        Task.FromResult(Enumerable.Range(1, count).Select(id => (id, 100m / id)).ToArray());
}

internal interface IFunnels
{
    Task<LinkedList<KeyValuePair<string, int>>> StepsAsync(string funnel);
}

internal sealed class Funnels : IFunnels
{
    public Task<LinkedList<KeyValuePair<string, int>>> StepsAsync(string funnel) =>
        Task.FromResult(new LinkedList<KeyValuePair<string, int>>([new("seen", 100), new("signed up", 7)]));
}

internal sealed record CohortRow(DateOnly Start, double[] Shares);

internal interface ICohorts
{
    Task<CohortRow[]> RetentionAsync(DateOnly since);
}

internal sealed class Cohorts : ICohorts
{
    public Task<CohortRow[]> RetentionAsync(DateOnly since) => Task.FromResult<CohortRow[]>([new(since, [1, 0.5, 0.25]), new(since.AddMonths(1), [])]);
}

internal abstract record AuditEvent(long Number, DateTimeOffset At);

[System.Text.Json.Serialization.JsonDerivedType(typeof(LoggedIn))]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Paid))]
internal abstract record UserEvent(long Number, DateTimeOffset At) : AuditEvent(Number, At);

internal sealed record LoggedIn(long Number, DateTimeOffset At) : UserEvent(Number, At);

internal sealed record Paid(long Number, DateTimeOffset At, decimal Amount) : UserEvent(Number, At);

/// <summary>A page with a cursor to the next one.</summary>
internal sealed record Slice<T>(IReadOnlyList<T> Items, string? Next);

internal interface IAuditTrail
{
    Task<Slice<UserEvent>> PageAsync(string? cursor, int size);

    Task<int> UpdatesSinceAsync(DateTimeOffset since);
}

internal sealed class AuditTrail : IAuditTrail
{
    public Task<Slice<UserEvent>> PageAsync(string? cursor, int size) => Task.FromResult(new Slice<UserEvent>(
        [new LoggedIn(1, DateTimeOffset.UnixEpoch), new Paid(2, DateTimeOffset.UnixEpoch.AddDays(1), 9.90m)], "2"));

    public Task<int> UpdatesSinceAsync(DateTimeOffset since) => Task.FromResult(3);
}

internal enum JobState
{
    Waiting,
    Running,
    Failed,
}

internal interface IJobBoard
{
    Dictionary<JobState, int> ByState();
}

internal sealed class JobBoard : IJobBoard
{
    public Dictionary<JobState, int> ByState() => new() { [JobState.Waiting] = 4, [JobState.Failed] = 0 };
}

/// <summary>A noun that begins like a change.</summary>
internal interface IWriteOffs
{
    Task<decimal> WriteOffsOfAsync(int year);
}

internal sealed class WriteOffs : IWriteOffs
{
    public Task<decimal> WriteOffsOfAsync(int year) => Task.FromResult(12.00m);
}
