using Interception.Keys;
using Interception.Keys.Canonical;
using Interception.Runs;
using Interception.Telemetry;

namespace Interception.Lookup;

/// <summary>Reads the key of a call: its arguments as they are, and the VaryBy values of the moment.</summary>
/// <remarks>Thread-safe. Allocates nothing for arguments that are scalars.</remarks>
internal sealed class KeyReader<TKey>(MethodPlan plan, KeySchema schema, CacheServices services)
    where TKey : struct, IKey<TKey>
{
    private readonly LogThrottle _varyByLog = new();
    private readonly LogOnce _keyLog = new();

    /// <summary>The array for VaryBy values that this thread used last, taken while it is filled.</summary>
    [ThreadStatic]
    private static string[]? _spare;

    /// <summary>Reads the key of a call.</summary>
    /// <returns>False if the call has none and must run uncached; the reason was logged, unless it is a VaryBy that said null.</returns>
    public bool TryRead(object?[] arguments, Caller caller, out TKey key, out string[] varyBy)
    {
        key = default;
        varyBy = [];
        try
        {
            if (plan.VaryBy.Count > 0 && !TryReadVaryBy(caller, out varyBy))
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

    /// <summary>The key of known arguments and values.</summary>
    /// <exception cref="NotEncodableException">An argument can't be encoded.</exception>
    public TKey Read(object?[] arguments, string[] varyBy)
    {
        var source = new KeySource(arguments, schema, varyBy);
        return TKey.Read(ref source);
    }

    private bool TryReadVaryBy(Caller caller, out string[] values)
    {
        int count = plan.VaryBy.Count;
        values = _spare is { } spare && spare.Length == count ? spare : new string[count];
        _spare = null; // Reading a value runs the user's code, which may come back here.
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
        finally
        {
            _spare = values;
        }
    }
}
