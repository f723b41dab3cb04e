using System.Transactions;
using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>A caller's transaction is the caller's: what only it can see is nobody else's answer.</summary>
[TestFixture]
internal sealed class TransactionTests
{
    [Test]
    public async Task Miss_InsideATransactionScope_RunsOutsideItAndLeavesItToTheCaller([Values] bool isThrowing, [Values] bool isFlowing)
    {
        await using CacheHost host = CacheHost.OfSource();
        Transaction? seen = null;
        host.Origin.BeforeSync = (_, _) =>
        {
            seen = Transaction.Current;
            if (isThrowing)
            {
                throw new InvalidOperationException("The source is down.");
            }
        };

        using (NewScope(isFlowing))
        {
            Transaction own = Transaction.Current!;
            Assert.That(() => host.Source.Get(1, default), isThrowing ? Throws.InvalidOperationException : Is.EqualTo("old-1"));
            Assert.That(Transaction.Current, Is.SameAs(own));
        }

        Assert.That(Transaction.Current, Is.Null);
        Assert.That(host.Origin.Runs, Is.EqualTo(1));
        Assert.That(seen, Is.Null);
    }

    [Test]
    public async Task Miss_TransactionTravelsWithTheCaller_GoesOnToItsOtherThreads()
    {
        await using CacheHost host = CacheHost.OfSource();
        using var scope = NewScope(isFlowing: true);
        Transaction own = Transaction.Current!;

        host.Source.Get(1, default);

        Assert.That(await Task.Run(() => Transaction.Current), Is.SameAs(own), "what the caller writes there belongs to its transaction");
    }

    [Test]
    public async Task Miss_CallerHasCompletedItsScope_IsAnswered([Values] bool isFlowing)
    {
        await using CacheHost host = CacheHost.OfSource();
        using TransactionScope scope = NewScope(isFlowing);
        scope.Complete();

        Assert.That(host.Source.Get(1, default), Is.EqualTo("old-1"), "the method needs no transaction, so the cache needs none");
        Assert.That(host.Source.Get(1, default), Is.EqualTo("old-1"));
        Assert.That(host.Origin.Runs, Is.EqualTo(1));
    }

    [Test]
    public async Task Miss_MethodOpensAScopeOfItsOwn_IsAnswered()
    {
        await using CacheHost host = CacheHost.OfSource();
        Transaction? inner = null;
        host.Origin.BeforeSync = (_, _) =>
        {
            using var scope = new TransactionScope();
            inner = Transaction.Current;
            scope.Complete();
        };

        using TransactionScope outer = NewScope(isFlowing: false);
        Assert.That(host.Source.Get(1, default), Is.EqualTo("old-1"));

        Assert.That(inner, Is.Not.Null.And.Not.SameAs(Transaction.Current));
    }

    [Test]
    public async Task Miss_MethodLeavesAScopeOpen_IsAnsweredAndTheCallersTransactionStays()
    {
        await using CacheHost host = CacheHost.OfSource();
        TransactionScope? left = null;
        host.Origin.BeforeSync = (_, _) => left = new TransactionScope();

        using TransactionScope scope = NewScope(isFlowing: false);
        Transaction own = Transaction.Current!;
        Assert.That(host.Source.Get(1, default), Is.EqualTo("old-1"), "as without the cache");

        Assert.That(left, Is.Not.Null);
        Assert.That(Transaction.Current, Is.SameAs(own));
    }

    private static TransactionScope NewScope(bool isFlowing) =>
        new(isFlowing ? TransactionScopeAsyncFlowOption.Enabled : TransactionScopeAsyncFlowOption.Suppress);
}
