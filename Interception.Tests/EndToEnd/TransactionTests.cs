using System.Transactions;
using Interception.Tests.Support;

namespace Interception.Tests.EndToEnd;

/// <summary>A caller's transaction is the caller's: what only it can see is nobody else's answer.</summary>
[TestFixture]
internal sealed class TransactionTests
{
    [Test]
    public async Task Miss_InsideATransactionScope_RunsOutsideItAndLeavesItToTheCaller([Values] bool isThrowing)
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

        using (new TransactionScope())
        {
            Transaction own = Transaction.Current!;
            Assert.That(() => host.Source.Get(1, default), isThrowing ? Throws.InvalidOperationException : Is.EqualTo("old-1"));
            Assert.That(Transaction.Current, Is.SameAs(own));
        }

        Assert.That(host.Origin.Runs, Is.EqualTo(1));
        Assert.That(seen, Is.Null);
    }
}
