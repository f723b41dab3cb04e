using Interception.Observation;

namespace Interception.Tests.Observation;

[TestFixture]
internal sealed class KeySampleTests
{
    [Test]
    public void Find_FewKeys_AllAreFollowed()
    {
        var sample = new KeySample(100, _ => false, _ => { });
        KeyHistory?[] first = [.. Keys(100).Select(sample.Find)];

        Assert.That(first, Is.All.Not.Null);
        Assert.That(Keys(100).Select(sample.Find), Is.EqualTo(first), "the same of each again");
        Assert.That(sample.Share, Is.EqualTo(1));
    }

    [Test]
    public void Find_ManyKeys_AShareOfThemIsFollowedAndNoMoreThanAllowed()
    {
        var left = new List<KeyHistory>();
        var sample = new KeySample(1000, _ => false, left.Add);
        foreach (UInt128 key in Keys(50_000))
        {
            sample.Find(key);
            Assert.That(sample.Count, Is.AtMost(1000));
        }

        Assert.That(sample.Count, Is.AtLeast(400));
        Assert.That(sample.Count / sample.Share, Is.EqualTo(50_000).Within(10).Percent);
        Assert.That(left, Is.Unique.And.Not.Empty);
        Assert.That(left.Intersect(sample.Keys), Is.Empty);
    }

    [Test]
    public void Find_OldKeysAreOver_TheyGoAndNewOnesAreAllFollowed()
    {
        var sample = new KeySample(100, one => one.LastStartedAt < 50, _ => { });
        foreach ((UInt128 key, int i) in Keys(140).Select((key, i) => (key, i)))
        {
            sample.Find(key)!.LastStartedAt = i < 90 ? 0 : 50;
        }

        Assert.That(sample.Share, Is.EqualTo(1));
        Assert.That(sample.Count, Is.EqualTo(50));
    }

    [Test]
    public void Find_KeyOutsideTheSample_StaysOutside()
    {
        var sample = new KeySample(10, _ => false, _ => { });
        UInt128[] keys = [.. Keys(1000)];
        Array.ForEach(keys, key => sample.Find(key));
        KeyHistory?[] found = [.. keys.Select(sample.Find)];

        Assert.That(found.Count(one => one is not null), Is.EqualTo(sample.Count).And.InRange(1, 10));
        Assert.That(keys.Select(sample.Find), Is.EqualTo(found));
    }

    private static IEnumerable<UInt128> Keys(int count)
    {
        var random = new Random(1);
        return Enumerable.Range(0, count).Select(_ => new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64(long.MinValue, long.MaxValue))).ToArray();
    }
}
