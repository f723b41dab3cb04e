using Interception.Keys;
using Interception.Keys.Canonical;
using Interception.Runs;
using Interception.Telemetry;

namespace Interception.Lookup;

/// <summary>Reads the key of a call: its arguments as they are, and the VaryBy values of the moment.</summary>
/// <remarks>Thread-safe. Allocates nothing but the array of VaryBy values, where there are any.</remarks>
internal sealed class KeyReader<TKey>(MethodPlan plan, KeySchema schema, CacheServices services)
    where TKey : struct, IKey<TKey>
{
    private readonly LogThrottle _varyByLog = new();
    private readonly LogOnce _keyLog = new();

    private readonly bool _varies = plan.VaryBy.Count > 0;

    /// <summary>Reads the key of a call.</summary>
    /// <returns>False if the call has none and must run uncached; the reason was logged, unless it is a VaryBy that said null.</returns>
    public bool TryRead(object?[] arguments, Caller caller, out TKey key, out string[] varyBy)
    {
        key = default;
        varyBy = [];
        try
        {
            if (_varies && !TryReadVaryBy(caller, out varyBy))
            {
                return false;
            }

            key = Read(arguments, varyBy);
            return true;
        }
        catch (NotEncodableException exception)
        {
            _keyLog.Run(typeof(NotEncodableException), () => services.Logger.CallNotCached(plan.Name, exception.Message));
        }
        catch (Exception exception)
        {
            // An argument that another thread changes while it is encoded, say.
            _keyLog.Run(exception.GetType(), () => services.Logger.CallNotCached(plan.Name, exception.GetType().Name));
        }

        return false;
    }

    /// <summary>Reads the key of known arguments and values.</summary>
    /// <returns>False if there is none; such a call is never cached.</returns>
    public bool TryRead(object?[] arguments, string[] varyBy, out TKey key)
    {
        try
        {
            key = Read(arguments, varyBy);
            return true;
        }
        catch (Exception)
        {
            key = default;
            return false;
        }
    }

    private TKey Read(object?[] arguments, string[] varyBy)
    {
        var source = new KeySource(arguments, schema, varyBy);
        return TKey.Read(ref source);
    }

    private bool TryReadVaryBy(Caller caller, out string[] values)
    {
        int count = plan.VaryBy.Count;
        values = new string[count];
        try
        {
            for (int i = 0; i < count; i++)
            {
                if (plan.VaryBy[i].GetValue(caller.Services) is not { } value)
                {
                    return false;
                }

                values[i] = value;
            }

            return true;
        }
        catch (Exception exception)
        {
            if (_varyByLog.MayWrite(services.Clock.Time))
            {
                services.Logger.VaryByFailed(plan.Name, exception);
            }

            return false;
        }
    }
}
