using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.EndToEnd;

/// <summary>Lets the pieces of <see cref="FaultyShop"/>, and those who listen to the cache, fail when they are told to. One at a time.</summary>
internal sealed class FaultyBench : IDisposable
{
    private static FaultyBench? _current;

    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;
    private FaultyStep? _armed;
    private int _failingAccess;
    private int _accesses;
    private bool _isResultOut;
    private int _tripped;

    public FaultyBench()
    {
        _current = this;
        _meters.InstrumentPublished = static (instrument, own) =>
        {
            if (instrument.Meter.Name == nameof(Interception))
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((_, _, _, _) => Trip(FaultyStep.MeterListener));
        _meters.SetMeasurementEventCallback<double>((_, _, _, _) => Trip(FaultyStep.MeterListener));
        _meters.Start();
        _activities = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == nameof(Interception),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
            {
                Trip(FaultyStep.SpanSample);
                return ActivitySamplingResult.AllData;
            },
            ActivityStarted = _ => Trip(FaultyStep.SpanStart),
            ActivityStopped = _ => Trip(FaultyStep.SpanStop),
        };
        ActivitySource.AddActivityListener(_activities);
    }

    /// <summary>The one of the running test; what is made without a container asks here.</summary>
    public static FaultyBench? Current => _current;

    /// <summary>How often something has failed.</summary>
    public int Tripped => Volatile.Read(ref _tripped);

    public static void Throw() => throw new InvalidOperationException("Out of order.");

    public IServiceCollection AddTo(IServiceCollection services) => services
        .AddSingleton(this).AddSingleton<IVaryBy>(new FaultyShop.BenchVaryBy(this)).AddScoped<FaultyShop.Guest>()
        .AddScoped<FaultyShop.IShop, FaultyShop.Shop>()
        .AddLogging(logging => logging.AddProvider(new FaultyShop.BenchLogger(this)));

    public void Arm(FaultyStep step) => _armed = step;

    /// <summary>Lets one access to results fail, counted from the end of the next run on.</summary>
    public void FailAtAccess(int access) => _failingAccess = access;

    public void Disarm() => (_armed, _failingAccess, _isResultOut) = (null, 0, false);

    public bool IsArmed(FaultyStep step) => _armed == step;

    /// <summary>Fails, if this is the step to fail.</summary>
    public void Trip(FaultyStep step)
    {
        if (IsTripped(step))
        {
            Throw();
        }
    }

    /// <summary>Whether this is the step to fail; who asks does so.</summary>
    public bool IsTripped(FaultyStep step)
    {
        if (IsArmed(step))
        {
            Interlocked.Increment(ref _tripped);
            return true;
        }

        return false;
    }

    /// <summary>A run has made its result: accesses to it are counted from here.</summary>
    public void HandOut() => _isResultOut = _failingAccess > 0;

    /// <summary>A result is read or written; fails, if this is the access to fail.</summary>
    public void Access()
    {
        if (_isResultOut && Interlocked.Increment(ref _accesses) == _failingAccess)
        {
            Interlocked.Increment(ref _tripped);
            Throw();
        }
    }

    public void Dispose()
    {
        _current = null;
        _meters.Dispose();
        _activities.Dispose();
    }
}
