using System.Runtime.ExceptionServices;
using Interception.Configuration;
using Interception.Runs;

namespace Interception.Composition;

/// <summary>Opens all decorated services of a container: their methods, and the types of their proxies.</summary>
/// <param name="registrations">Which.</param>
/// <param name="open">Opens one; gets what takes its problems.</param>
internal sealed class ServiceOpening(IReadOnlyList<Registration> registrations, Func<Registration, List<string>, DecoratedService> open)
{
    private readonly (DecoratedService? Service, List<string> Problems, ExceptionDispatchInfo? Error)[] _opened =
        new (DecoratedService?, List<string>, ExceptionDispatchInfo?)[registrations.Count];

    private int _taken;

    /// <summary>Opens them, on as many threads as there are processors: generating a type takes milliseconds.</summary>
    /// <param name="registrations">Which.</param>
    /// <param name="settings">The settings to begin with.</param>
    /// <param name="opener">Makes cached methods.</param>
    /// <param name="problems">Takes what is wrong, in the order of the registrations.</param>
    /// <param name="reportLate">Takes what turns out wrong later.</param>
    public static Dictionary<Registration, DecoratedService> OpenAll(
        IReadOnlyList<Registration> registrations, PolicySnapshot settings, MethodOpener opener, List<string> problems, Action<string> reportLate) =>
        new ServiceOpening(registrations, (one, wrong) => new DecoratedService(one with { Made = new MadeProxy() }, settings, opener, wrong, reportLate)).Run(problems);

    /// <summary>Opens them.</summary>
    /// <param name="problems">Takes what is wrong, in the order of the registrations.</param>
    /// <remarks>
    /// Threads of its own: this happens under the container's lock, for which all threads of the pool may be waiting, so that one more would come late, if at all.
    /// </remarks>
    public Dictionary<Registration, DecoratedService> Run(List<string> problems)
    {
        Thread[] helpers = StartHelpers(Math.Min(Environment.ProcessorCount, registrations.Count) - 1);
        Work();
        Array.ForEach(helpers, static helper => helper.Join());
        Array.ForEach(_opened, static one => one.Error?.Throw());
        problems.AddRange(_opened.SelectMany(static one => one.Problems));
        return Enumerable.Range(0, registrations.Count).ToDictionary(i => registrations[i], i => _opened[i].Service!);
    }

    /// <summary>Starts as many as can be had: the calling thread does without them, too.</summary>
    private Thread[] StartHelpers(int count)
    {
        var started = new List<Thread>();
        try
        {
            while (started.Count < count)
            {
                var helper = new Thread(Work) { IsBackground = true, Name = "Interception start" };
                helper.UnsafeStart();
                started.Add(helper);
            }
        }
        catch (OutOfMemoryException)
        {
            // What a process gets that may have no more threads.
        }

        return [.. started];
    }

    private void Work()
    {
        for (int i = Interlocked.Increment(ref _taken) - 1; i < _opened.Length; i = Interlocked.Increment(ref _taken) - 1)
        {
            List<string> wrong = [];
            try
            {
                _opened[i] = (open(registrations[i], wrong), wrong, null);
            }
            catch (Exception exception)
            {
                _opened[i] = (null, wrong, ExceptionDispatchInfo.Capture(exception)); // To be thrown where it would be without helpers.
            }
        }
    }
}
