using Interception.Composition;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Corpus;

/// <summary>An application with some of the corpus in it, as a host starts it; its clock stands.</summary>
internal sealed class CorpusHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly AsyncServiceScope _scope;

    private CorpusHost(IHost host) => (_host, _scope) = (host, host.Services.CreateAsyncScope());

    public IServiceProvider Services => _scope.ServiceProvider;

    public IMethodCache Cache => Services.GetRequiredService<IMethodCache>();

    public CacheRuntime Runtime => _host.Services.GetRequiredService<CacheRuntime>();

    /// <summary>What the cache has logged so far, but for what is of no interest to anybody.</summary>
    public IReadOnlyList<string> Warnings =>
        [.. _host.Services.GetFakeLogCollector().GetSnapshot()
            .Where(one => one.Level >= LogLevel.Warning && one.Category!.StartsWith(nameof(Interception), StringComparison.Ordinal)
                && !one.Category.StartsWith(typeof(CorpusHost).Namespace!, StringComparison.Ordinal))
            .Select(one => one.Message)];

    /// <summary>The services of the corpus among the registrations, one for each of them.</summary>
    public static IReadOnlyList<ServiceDescriptor> ServicesOf(IEnumerable<ITheme> themes)
    {
        var services = new ServiceCollection();
        Array.ForEach([.. themes], theme => theme.Register(services));
        return [.. services.Where(one => IsOfCorpus(one.ServiceType) && CorpusMethods.Of(one.ServiceType).Any())];
    }

    /// <summary>Starts the application with each method named once in its settings.</summary>
    /// <param name="themes">What is in it.</param>
    /// <param name="isDecorated">Whether the cache stands in front of the services.</param>
    /// <exception cref="InterceptionException">The report at start-up says why not.</exception>
    public static async Task<CorpusHost> StartAsync(IEnumerable<ITheme> themes, bool isDecorated = true)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddLogging(logging => logging.AddFakeLogging().SetMinimumLevel(LogLevel.Trace));
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider());
        ITheme[] all = [.. themes];
        Array.ForEach(all, theme => theme.Register(builder.Services));
        if (isDecorated)
        {
            builder.Services.AddInterception(new ConfigurationBuilder().AddInMemoryCollection(SettingsOf(all)).Build());
            builder.Services.DecorateWithCaching(IsOfCorpus);
        }

        IHost host = builder.Build();
        try
        {
            await host.StartAsync();
            return new CorpusHost(host);
        }
        catch (InterceptionException)
        {
            host.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _host.StopAsync();
        _host.Dispose();
    }

    /// <summary>A DbContext is what services are made of.</summary>
    private static bool IsOfCorpus(Type type) => type.Namespace == typeof(CorpusHost).Namespace && !type.IsAssignableTo(typeof(DbContext));

    private static IEnumerable<KeyValuePair<string, string?>> SettingsOf(IEnumerable<ITheme> themes) => ServicesOf(themes)
        .SelectMany(one => CorpusMethods.Of(one.ServiceType).Select(method => $"{CorpusMethods.NameOf(one.ServiceType)}.{method.Name}"))
        .Distinct().Select(name => KeyValuePair.Create<string, string?>($"Interception:Methods:{name}:Check", "Off"));
}
