using System.Text;
using Interception.Freshness;
using Interception.Storage.Shared;

namespace Interception.Tests.Storage.Shared;

[TestFixture]
internal sealed class EvidenceTextTests
{
    private const string One = "3f800000", Half = "3f000000", Zero = "00000000";

    [Test]
    public void Read_WhatWasWritten_IsTheSameEvidence()
    {
        Evidence evidence = Evidence.None.Add(60, true, 10, 1d / 300).Add(600, false, 3.5, 1d / 300).Add(1, true, 0, 1d / 300);

        Evidence read = EvidenceText.Read(EvidenceText.Of(evidence));

        Assert.That(read.ChangeRate(1d / 300), Is.EqualTo(evidence.ChangeRate(1d / 300)).Within(1e-5).Percent);
        Assert.That(read.HitRate(0.1, 0, 0), Is.EqualTo(evidence.HitRate(0.1, 0, 0)).Within(1e-5).Percent);
        (EvidenceFigures one, EvidenceFigures other) = (read.Figures, evidence.Figures);
        Assert.That(one.ShortChanges, Is.EqualTo(other.ShortChanges).Within(1e-5).Percent);
        Assert.That(one.LongTrust, Is.EqualTo(other.LongTrust).Within(1e-5).Percent);
        Assert.That(one.HitSeconds, Is.EqualTo(other.HitSeconds).Within(1e-5).Percent);
    }

    [Test]
    public void Read_NothingKnown_IsNone() => Assert.That(EvidenceText.Read(EvidenceText.Of(Evidence.None)), Is.SameAs(Evidence.None));

    [TestCase("", TestName = "Read_Nothing_IsNone")]
    [TestCase(One + One + One + One + Half + One, TestName = "Read_OneNumberShort_IsNone")]
    [TestCase(Zero + Zero + Zero + Zero + Zero + Zero + Zero, TestName = "Read_Zeros_IsNone")]
    [TestCase(One + One + One + One + Half + One + "3f80000g", TestName = "Read_NoHexadecimal_IsNone")]
    [TestCase("7fc00000" + One + One + One + Half + One + One, TestName = "Read_NotANumber_IsNone")]
    [TestCase(One + "7f800000" + One + One + Half + One + One, TestName = "Read_Infinity_IsNone")]
    [TestCase(One + One + "bf800000" + One + Half + One + One, TestName = "Read_Negative_IsNone")]
    [TestCase(One + One + One + "7f7fffff" + Half + One + One, TestName = "Read_MoreSecondsThanThereAre_IsNone")]
    [TestCase("7f7fffff" + One + One + One + Half + One + One, TestName = "Read_MoreChangesThanThereAre_IsNone")]
    [TestCase(One + One + One + One + "40000000" + One + One, TestName = "Read_TrustAboveOne_IsNone")]
    [TestCase(One + One + One + One + Half + "7f7fffff" + One, TestName = "Read_MoreHitsThanThereAre_IsNone")]
    [TestCase(One + One + One + One + Half + One + "ff800000", TestName = "Read_NegativeInfinity_IsNone")]
    public void Read_NoEvidence_IsNone(string text) => Assert.That(EvidenceText.Read(Encoding.ASCII.GetBytes(text)), Is.SameAs(Evidence.None));

    [TestCase(Zero, TestName = "Read_NoTrustAtAll_KeepsALittle")]
    [TestCase(One, TestName = "Read_AllTrust_LeavesALittleForTheOther")]
    public void Read_TrustAtItsEnd_IsNeverLost(string trust)
    {
        Evidence read = EvidenceText.Read(Encoding.ASCII.GetBytes(One + One + One + One + trust + One + One));

        Assert.That(read.Figures.LongTrust, Is.InRange(0.01, 0.99));
    }
}
