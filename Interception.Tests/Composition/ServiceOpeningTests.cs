using System.Collections.Concurrent;
using Interception.Composition;
using Microsoft.Extensions.DependencyInjection;
using Registered = Interception.Runs.Registration;

namespace Interception.Tests.Composition;

/// <summary>Services are opened by several threads, and nobody can tell.</summary>
[TestFixture]
internal sealed class ServiceOpeningTests
{
    private static readonly Registered[] Registrations =
        [.. Enumerable.Range(0, 100).Select(static number => new Registered(typeof(string), null, number, "hidden", ServiceLifetime.Scoped, null))];

    [Test]
    public void Run_EachIsOpenedOnce_AndProblemsComeInOrder()
    {
        var opened = new ConcurrentQueue<Registered>();
        List<string> problems = ["before"];

        Dictionary<Registered, DecoratedService> all = new ServiceOpening(Registrations, (one, wrong) =>
        {
            opened.Enqueue(one);
            wrong.Add($"problem {one.Ordinal}");
            return null!;
        }).Run(problems);

        Assert.That(opened, Is.EquivalentTo(Registrations));
        Assert.That(all.Keys, Is.EqualTo(Registrations));
        Assert.That(problems, Is.EqualTo((string[])["before", .. Registrations.Select(static one => $"problem {one.Ordinal}")]));
    }

    [Test]
    public void Run_OneThrows_ItsOwnExceptionComes()
    {
        var own = new FileNotFoundException("The assembly is missing.");

        Assert.That(
            () => new ServiceOpening(Registrations, (one, _) => one.Ordinal == 50 ? throw own : null!).Run([]),
            Throws.Exception.SameAs(own));
    }

    [Test]
    public void Run_NoThreadOfThePoolIsNeeded()
    {
        var isPooled = new ConcurrentQueue<bool>();
        var caller = new Thread(() => new ServiceOpening(Registrations, (_, _) =>
        {
            isPooled.Enqueue(Thread.CurrentThread.IsThreadPoolThread);
            return null!;
        }).Run([]));

        caller.Start();
        caller.Join();

        Assert.That(isPooled, Has.Count.EqualTo(Registrations.Length).And.None.True);
    }

    [Test]
    public void Run_Nothing_IsEmpty() =>
        Assert.That(new ServiceOpening([], static (_, _) => throw new InvalidOperationException("There is none.")).Run([]), Is.Empty);

    [Test]
    public void Run_SeveralProcessors_OpensSeveralAtOnce()
    {
        if (Environment.ProcessorCount == 1)
        {
            Assert.Ignore("There is one processor.");
        }

        using var both = new Barrier(2);
        bool[] met = [false, false];

        new ServiceOpening(Registrations[..2], (one, _) =>
        {
            met[one.Ordinal] = both.SignalAndWait(TimeSpan.FromSeconds(30));
            return null!;
        }).Run([]);

        Assert.That(met, Is.All.True);
    }
}
