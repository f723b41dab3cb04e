using Interception.Storage;

namespace Interception.Tests.Storage;

[TestFixture]
internal sealed class RememberedKeysTests
{
    [Test]
    public void Forget_Remembered_IsSoOnce()
    {
        var keys = new RememberedKeys();
        keys.Remember(5);

        Assert.That(keys.Forget(5), Is.True);
        Assert.That(keys.Forget(5), Is.False);
    }

    [TestCase(0)]
    [TestCase(6)]
    [TestCase(5 + 64)]
    [TestCase(int.MinValue)]
    public void Forget_NeverRemembered_IsFalse(int hash)
    {
        var keys = new RememberedKeys();
        keys.Remember(5);

        Assert.That(keys.Forget(hash), Is.False);
        Assert.That(keys.Forget(5), Is.True);
    }

    [Test]
    public void Remember_AnotherOnTheSamePlace_TakesItOver()
    {
        var keys = new RememberedKeys();
        keys.Remember(5);
        keys.Remember(5 + 64);

        Assert.That(keys.Forget(5), Is.False);
        Assert.That(keys.Forget(5 + 64), Is.True);
    }

    [Test]
    public void Reserve_More_KeepsAllAndMakesPlaces()
    {
        var keys = new RememberedKeys();
        int[] hashes = [.. Enumerable.Range(1, 62), -1];
        Array.ForEach(hashes, keys.Remember);

        keys.Reserve(65);
        keys.Remember(5 + 64);

        Assert.That(hashes.Where(keys.Forget).ToArray(), Is.EqualTo(hashes));
        Assert.That(keys.Forget(5 + 64), Is.True);
    }

    [Test]
    public void Reserve_MoreThanThereMayEverBe_IsBounded()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();

        new RememberedKeys().Reserve(int.MaxValue);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(65 << 20));
    }
}
