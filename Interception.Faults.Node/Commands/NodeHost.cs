using System.Diagnostics;
using Interception.Faults.Node.Load;
using Interception.Faults.Node.Services;
using Interception.Faults.Node.Watch;
using Interception.Faults.Node.Wire;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interception.Faults.Node.Commands;

/// <summary>A generic host with the cached services, as an application would build it, and what watches it.</summary>
internal sealed class NodeHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly AsyncServiceScope _scope;

    private NodeHost(IHost host)
    {
        _host = host;
        _scope = host.Services.CreateAsyncScope();
        Caller = new Caller(Get<IPrices>(), Recorder, Runs);
    }

    public Caller Caller { get; }

    public CallRecorder Recorder => Get<CallRecorder>();

    public RunLog Runs => Get<RunLog>();

    /// <summary>Builds and starts the host; listens before it does, so that nothing of the start is missed.</summary>
    public static async Task<NodeHost> StartAsync(NodeSettings settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.Configuration);
        builder.Services.AddSingleton(new CanaryTrap(settings.Canaries));
        builder.Services.AddSingleton<LogWatch>();
        builder.Services.AddSingleton<ILoggerProvider>(services => services.GetRequiredService<LogWatch>());
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Services.AddSingleton<MeterWatch>();
        builder.Services.AddSingleton<TraceWatch>();
        builder.Services.AddSingleton<CallRecorder>();
        builder.Services.AddSingleton<RunLog>();
        builder.Services.AddSingleton<ShapeRuns>();
        builder.Services.AddSingleton(_ => new SourceClient(settings.SourcePort));
        builder.Services.AddScoped<IPrices, Prices>();
        builder.Services.AddScoped<IShapes, Shapes>();
        builder.Services.AddInterception(builder.Configuration);
        builder.Services.DecorateWithCaching<IPrices>();
        builder.Services.DecorateWithCaching<IShapes>();

        IHost host = builder.Build();
        host.Services.GetRequiredService<MeterWatch>();
        host.Services.GetRequiredService<TraceWatch>();
        await host.StartAsync();
        return new NodeHost(host);
    }

    /// <summary>A service of the scope from which this node's callers call.</summary>
    public T Get<T>()
        where T : notnull => _scope.ServiceProvider.GetRequiredService<T>();

    /// <summary>Stops the host, and tells how long that took; its services can be called until this object is disposed of.</summary>
    public async Task<TimeSpan> StopAsync()
    {
        long start = Stopwatch.GetTimestamp();
        await _host.StopAsync();
        return Stopwatch.GetElapsedTime(start);
    }

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _host.StopAsync();
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }
    }
}
