using System.Diagnostics;

namespace Interception.Faults.Tests.Source;

/// <summary>One key of the source: its versions with their times, and the calls that asked for it.</summary>
/// <remarks>Thread-safe. Times are ticks of <see cref="Stopwatch"/>, which all processes of the machine share.</remarks>
internal sealed class KeyLedger
{
    private readonly Lock _gate = new();
    private readonly List<long> _since = [Stopwatch.GetTimestamp()];
    private readonly List<SourceCall> _calls = [];
    private readonly Dictionary<(string Tenant, long Version), long> _returned = [];

    /// <summary>The version that a call would be answered with now; the first is 1.</summary>
    public long Version
    {
        get
        {
            lock (_gate)
            {
                return _since.Count;
            }
        }
    }

    /// <summary>All calls so far.</summary>
    public SourceCall[] Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>Changes the key.</summary>
    public void Change()
    {
        lock (_gate)
        {
            _since.Add(Stopwatch.GetTimestamp());
        }
    }

    /// <summary>Notes a call and says which version answers it.</summary>
    public long Call(string tenant)
    {
        lock (_gate)
        {
            long now = Stopwatch.GetTimestamp();
            _calls.Add(new SourceCall(tenant, _since.Count, now));
            _returned.TryAdd((tenant, _since.Count), now);
            return _since.Count;
        }
    }

    /// <summary>When a version was first returned to a tenant; null if it never was.</summary>
    public long? FirstReturned(string tenant, long version)
    {
        lock (_gate)
        {
            return _returned.TryGetValue((tenant, version), out long at) ? at : null;
        }
    }
}
