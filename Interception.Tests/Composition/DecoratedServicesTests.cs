using System.Collections.Concurrent;
using Interception.Composition;
using Microsoft.Extensions.DependencyInjection;
using Registered = Interception.Runs.Registration;

namespace Interception.Tests.Composition;

/// <summary>Services are opened by several threads, and nobody can tell.</summary>
[TestFixture]
internal sealed class DecoratedServicesTests
{
    private static readonly Registered[] Registrations =
        [.. Enumerable.Range(0, 100).Select(static number => new Registered(typeof(string), null, number, "hidden", ServiceLifetime.Scoped, null))];

    [Test]
    public void Open_EachIsOpenedOnce_AndProblemsComeInOrder()
    {
        var opened = new ConcurrentQueue<Registered>();
        List<string> problems = ["before"];

        Dictionary<Registered, DecoratedService> all = new DecoratedServices(Registrations, (one, wrong) =>
        {
            opened.Enqueue(one);
            wrong.Add($"problem {one.Ordinal}");
            return null!;
        }).Open(problems);

        Assert.That(opened, Is.EquivalentTo(Registrations));
        Assert.That(all.Keys, Is.EqualTo(Registrations));
        Assert.That(problems, Is.EqualTo((string[])["before", .. Registrations.Select(static one => $"problem {one.Ordinal}")]));
    }

    [Test]
    public void Open_OneThrows_ItsOwnExceptionComes()
    {
        var own = new FileNotFoundException("The assembly is missing.");

        Assert.That(
            () => new DecoratedServices(Registrations, (one, _) => one.Ordinal == 50 ? throw own : null!).Open([]),
            Throws.Exception.SameAs(own));
    }

    [Test]
    public void Open_NoThreadOfThePoolIsNeeded()
    {
        var isPooled = new ConcurrentQueue<bool>();
        var caller = new Thread(() => new DecoratedServices(Registrations, (_, _) =>
        {
            isPooled.Enqueue(Thread.CurrentThread.IsThreadPoolThread);
            return null!;
        }).Open([]));

        caller.Start();
        caller.Join();

        Assert.That(isPooled, Has.Count.EqualTo(Registrations.Length).And.None.True);
    }

    [Test]
    public void Open_Nothing_IsEmpty() =>
        Assert.That(new DecoratedServices([], static (_, _) => throw new InvalidOperationException("There is none.")).Open([]), Is.Empty);
}
