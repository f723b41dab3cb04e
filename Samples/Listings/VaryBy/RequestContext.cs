namespace Listings.VaryBy;

/// <summary>The request that a call belongs to, and the one that stands in for it in a run.</summary>
internal static class RequestContext
{
    /// <summary>Finds the request of the caller; <see langword="null"/> outside a request.</summary>
    public static HttpContext? Find(IServiceProvider caller) => Accessor(caller).HttpContext;

    /// <summary>Gives a run a request of its own, which carries nothing but what is set on it here.</summary>
    /// <param name="run">The run's services.</param>
    /// <param name="set">Sets what the run may see.</param>
    /// <returns>What takes the request back; <see langword="null"/> when an earlier call for the same run does.</returns>
    /// <exception cref="InvalidOperationException">The run is in the flow of a real request.</exception>
    public static IDisposable? Enter(IServiceProvider run, Action<HttpContext> set)
    {
        IHttpContextAccessor accessor = Accessor(run);
        if (accessor.HttpContext is { } present)
        {
            Join(present, set);
            return null;
        }

        var standIn = new DefaultHttpContext { RequestServices = run };
        standIn.Features.Set(StandInMark.Instance);
        set(standIn);
        accessor.HttpContext = standIn;
        return new Exit(accessor);
    }

    // Several VaryBy of one run share one stand-in. A real request is never replaced: the accessor would clear it for
    // everybody who belongs to it.
    private static void Join(HttpContext present, Action<HttpContext> set)
    {
        if (present.Features.Get<StandInMark>() is null)
        {
            throw new InvalidOperationException(
                "The run sees its caller's request. A run must start without the caller's execution context.");
        }

        set(present);
    }

    private static IHttpContextAccessor Accessor(IServiceProvider services) =>
        services.GetRequiredService<IHttpContextAccessor>();

    private sealed class StandInMark
    {
        public static readonly StandInMark Instance = new();
    }

    private sealed class Exit(IHttpContextAccessor accessor) : IDisposable
    {
        public void Dispose() => accessor.HttpContext = null;
    }
}
