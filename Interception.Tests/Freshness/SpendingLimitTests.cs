using CsCheck;
using Interception.Freshness;
using Interception.Tests.Support;

namespace Interception.Tests.Freshness;

[TestFixture]
internal sealed class SpendingLimitTests
{
    [TestCase(0, 0)]
    [TestCase(0.999, 0)]
    [TestCase(1, 1)]
    [TestCase(2.5, 2)]
    public void CanSpend_AtFirst_AsManyWholePiecesAsItHolds(double first, int pieces) =>
        Assert.That(SpendAll(new SpendingLimit(first)), Is.EqualTo(pieces));

    [Test]
    public void Add_MoreThanItHolds_RunsOver()
    {
        var limit = new SpendingLimit(first: 0);
        limit.Add(tokens: 1000, most: 3);

        Assert.That(SpendAll(limit), Is.EqualTo(3));
    }

    [Test]
    public void Add_Parts_SumUp()
    {
        var limit = new SpendingLimit(first: 0);
        limit.Add(tokens: 0.5, most: 3);
        Assert.That(limit.CanSpend, Is.False);
        limit.Add(tokens: 0.5, most: 3);

        Assert.That(SpendAll(limit), Is.EqualTo(1));
    }

    [Test]
    public void Spend_AnyOrder_NeverMoreThanWasPutIn() =>
        Gen.Select(Gen.Double[0, 5], Gen.Double[0, 1.5].Array[0, 200]).AllHold(
            2000,
            (first, parts) =>
            {
                var limit = new SpendingLimit(first);
                double given = first;
                int spent = 0;
                foreach (double part in parts)
                {
                    limit.Add(part, most: 5);
                    given += part;
                    if (limit.CanSpend)
                    {
                        limit.Spend();
                        spent++;
                    }
                }

                return spent <= given + 1e-9;
            });

    private static int SpendAll(SpendingLimit limit)
    {
        int spent = 0;
        for (; limit.CanSpend; spent++)
        {
            limit.Spend();
        }

        return spent;
    }
}
