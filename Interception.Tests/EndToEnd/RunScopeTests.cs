using System.Collections.Concurrent;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>Each run has a scope of its own, which ends with it.</summary>
[TestFixture]
internal sealed class RunScopeTests
{
    public interface IVisitors
    {
        Task<int> CountAsync(int id);

        int Count(int id);
    }

    [Test, Property("Failure", "C20"), Property("Failure", "D11")]
    public async Task Run_ServiceIsAsyncDisposableOnly_HasItsOwnScopeDisposedOf([Values] bool isAsync)
    {
        await using CacheHost host = Start(broken: false);
        var visitors = host.Get<IVisitors>();
        for (int i = 0; i < 3; i++)
        {
            _ = isAsync ? await visitors.CountAsync(1) : visitors.Count(1);
            await host.IdleAsync();
        }

        var guests = host.Get<GuestBook>();
        Assert.That(guests.Came, Has.Count.EqualTo(3));
        Assert.That(guests.Came.Distinct().Count(), Is.EqualTo(3));
        Assert.That(guests.Left, Is.EquivalentTo(guests.Came));
    }

    [Test]
    public async Task Run_DisposalFails_KeepsTheResultAndSaysSo()
    {
        await using CacheHost host = Start(broken: true);

        Assert.That(await host.Get<IVisitors>().CountAsync(1), Is.EqualTo(1));
        Assert.That(host.EventNames(), Has.Exactly(1).EqualTo("ScopeDisposalFailed"));
    }

    [Test]
    [Property("Failure", "D11")]
    public async Task Run_ThousandChecksOfATransientService_LeaveNoInstanceBehind([Values] bool isAsync)
    {
        await using CacheHost host = Start(broken: false, ServiceLifetime.Transient);
        var visitors = host.Get<IVisitors>();
        var guests = host.Get<GuestBook>();

        for (int i = 0; i < 1000; i++)
        {
            _ = isAsync ? await visitors.CountAsync(1) : visitors.Count(1);
            await host.IdleAsync();
            Assert.That(guests.Left, Has.Count.EqualTo(guests.Came.Count));
        }

        Assert.That(guests.Came, Has.Count.EqualTo(1000));
    }

    private static CacheHost Start(bool broken, ServiceLifetime lifetime = ServiceLifetime.Scoped) => new(services =>
    {
        services.AddSingleton(new GuestBook { IsBroken = broken });
        services.Add(new ServiceDescriptor(typeof(Guest), typeof(Guest), lifetime));
        services.Add(new ServiceDescriptor(typeof(IVisitors), typeof(Visitors), lifetime));
        services.AddInterception(all =>
        {
            all.Methods["IVisitors.CountAsync"] = new MethodOptions { Check = CheckMode.EveryHit };
            all.Methods["IVisitors.Count"] = new MethodOptions { Check = CheckMode.EveryHit };
        });
        services.DecorateWithCaching<IVisitors>();
    });

    private sealed class GuestBook
    {
        public bool IsBroken { get; init; }

        public ConcurrentBag<object> Came { get; } = [];

        public ConcurrentBag<object> Left { get; } = [];
    }

    /// <summary>What a synchronous disposal of its scope would throw at.</summary>
    private sealed class Guest(GuestBook book) : IAsyncDisposable
    {
        public void Come() => book.Came.Add(this);

        public ValueTask DisposeAsync()
        {
            book.Left.Add(this);
            return book.IsBroken ? throw new InvalidOperationException("The door is stuck.") : ValueTask.CompletedTask;
        }
    }

    private sealed class Visitors(Guest guest) : IVisitors
    {
        public async Task<int> CountAsync(int id)
        {
            await Task.Yield();
            return Count(id);
        }

        public int Count(int id)
        {
            guest.Come();
            return id;
        }
    }
}
