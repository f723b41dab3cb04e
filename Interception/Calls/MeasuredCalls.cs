using Castle.DynamicProxy;
using Interception.Lookup;
using Interception.Observation;

namespace Interception.Calls;

/// <summary>Calls whose time is taken: those of the comparison of cached and uncached calls, and those of observed methods.</summary>
internal static class MeasuredCalls
{
    /// <summary>Answers a call of a method some of whose calls are compared, cached and not.</summary>
    public static void AnswerTimed(IInvocation invocation, ProxyState state, CachedMethod cached)
    {
        if (cached.Time() is not { } timed)
        {
            Answer(invocation, state, cached);
            return;
        }

        try
        {
            if (timed.IsUncached)
            {
                PassThroughInterceptor.Pass(invocation, state);
            }
            else
            {
                Answer(invocation, state, cached);
            }

            invocation.ReturnValue = timed.Return(invocation.ReturnValue);
        }
        catch (Exception)
        {
            timed.End(); // The method's own, of a lazy sequence too.
            throw;
        }
    }

    /// <summary>Lets a call of a method that isn't cached pass, and watches it.</summary>
    public static void PassWatched(IInvocation invocation, ProxyState state, MethodWatch watch)
    {
        WatchedCall? call = watch.Begin(invocation.Arguments, state);
        try
        {
            PassThroughInterceptor.Pass(invocation, state);
            if (call is not null)
            {
                invocation.ReturnValue = call.Return(invocation.ReturnValue);
            }
        }
        catch (Exception)
        {
            call?.Fail(); // The method's own, of a lazy sequence too.
            throw;
        }
    }

    private static void Answer(IInvocation invocation, ProxyState state, CachedMethod cached)
    {
        if (cached.TryAnswer(invocation.Arguments, state, out object? answer))
        {
            invocation.ReturnValue = answer;
        }
        else
        {
            PassThroughInterceptor.Pass(invocation, state);
        }
    }
}
