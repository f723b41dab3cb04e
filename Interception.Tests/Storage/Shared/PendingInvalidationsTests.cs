using Interception.Storage;
using Interception.Storage.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Storage.Shared;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class PendingInvalidationsTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _time = new();
    private readonly PendingInvalidations _pending;

    public PendingInvalidationsTests() => _pending = new PendingInvalidations(new CacheClock(_time));

    [Test]
    public void Bar_CallIsPending_HoldsForThatCallUntilItIsTold()
    {
        Assert.That(_pending.IsEmpty, Is.True);
        _pending.Add(Names.Of("a"), Hour, "field");

        Assert.That(_pending.IsEmpty, Is.False);
        Assert.That(_pending.Bar(Names.Of("a").Digest, "field"), Is.True);
        Assert.That(_pending.Bar(Names.Of("b").Digest, "field"), Is.False);

        _pending.Remove(_pending.All.Calls.Single());

        Assert.That(_pending.Bar(Names.Of("a").Digest, "field"), Is.False);
        Assert.That(_pending.IsEmpty, Is.True);
    }

    [Test]
    public void Bar_MethodIsPending_HoldsForAllItsCalls()
    {
        _pending.Add("field");

        Assert.That(_pending.IsEmpty, Is.False);
        Assert.That(_pending.Bar(Names.Of("a").Digest, "field"), Is.True);
        Assert.That(_pending.Bar(Names.Of("a").Digest, "other"), Is.False);

        _pending.Remove("field");

        Assert.That(_pending.IsEmpty, Is.True);
    }

    [Test]
    public void Remove_InvalidatedAgainMeanwhile_Stays()
    {
        _pending.Add(Names.Of("a"), TimeSpan.FromMinutes(1), "field");
        PendingInvalidation first = _pending.All.Calls.Single();
        _pending.Add(Names.Of("a"), Hour, "field");

        _pending.Remove(first);

        Assert.That(_pending.All.Calls.Single().TimeToLive, Is.EqualTo(Hour), "the last counts");
    }

    [Test]
    public void All_NobodyCanHaveTheAnswerAnyMore_ForgetsTheCall()
    {
        _pending.Add(Names.Of("a"), Hour, "field");
        _time.Advance(Hour);

        Assert.That(_pending.Bar(Names.Of("a").Digest, "field"), Is.False);
        Assert.That(_pending.All.Calls, Is.Empty);
        Assert.That(_pending.IsEmpty, Is.True);
    }

    [Test]
    public void Add_BeyondCapacity_InvalidatesTheMethodInstead()
    {
        for (int i = 0; i < PendingInvalidations.Capacity + 2; i++)
        {
            _pending.Add(Names.Of($"{i}"), Hour, "field");
        }

        (PendingInvalidation[] calls, string[] methods) = _pending.All;

        Assert.That(calls, Has.Length.EqualTo(PendingInvalidations.Capacity));
        Assert.That(methods, Is.EqualTo((string[])["field"]));
        Assert.That(_pending.Bar(Names.Of("anything").Digest, "field"), Is.True);
    }
}
