using Interception.Storage.Shared;

namespace Interception.Tests.Storage.Shared;

[TestFixture]
internal sealed class PendingInvalidationsTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Test]
    public void Take_HandsOverAllAndForgetsThem()
    {
        var pending = new PendingInvalidations();
        Assert.That(pending.IsEmpty, Is.True);
        pending.Add(Names.Of("a"), TimeSpan.Zero, "field");
        pending.Add(Names.Of("a"), Hour, "field");
        Assert.That(pending.IsEmpty, Is.False);
        pending.Add("method");

        ((EntryName Name, TimeSpan TimeToLive)[] calls, string[] methods) = pending.Take();

        Assert.That(calls.Single().Name.Text, Is.EqualTo(Names.Of("a").Text));
        Assert.That(calls.Single().TimeToLive, Is.EqualTo(Hour), "the last counts");
        Assert.That(methods, Is.EqualTo((string[])["method"]));
        Assert.That(pending.IsEmpty, Is.True);
        Assert.That(pending.Take().Calls, Is.Empty);
        Assert.That(pending.Take().Methods, Is.Empty);
    }

    [Test]
    public void IsEmpty_OnlyAMethodIsPending_IsFalse()
    {
        var pending = new PendingInvalidations();
        pending.Add("method");

        Assert.That(pending.IsEmpty, Is.False);
    }

    [Test]
    public void Add_BeyondCapacity_InvalidatesTheMethodInstead()
    {
        var pending = new PendingInvalidations();
        for (int i = 0; i < PendingInvalidations.Capacity + 2; i++)
        {
            pending.Add(Names.Of($"{i}"), Hour, "field");
        }

        ((EntryName, TimeSpan)[] calls, string[] methods) = pending.Take();

        Assert.That(calls, Has.Length.EqualTo(PendingInvalidations.Capacity));
        Assert.That(methods, Is.EqualTo((string[])["field"]));
    }
}
